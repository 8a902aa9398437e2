import { Circle, CircleCheck, CircleX, LoaderCircle } from 'lucide-react'
import type { RequestRow } from '#contract/requests.ts'
import { providerName } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { wizardText } from '../../strings/wizard.ts'
import { toneText } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'

const t = wizardText.first
type Mark = 'yes' | 'no' | 'wait' | 'neutral'
interface Check {
  readonly name: string
  readonly mark: Mark
  readonly text: string
}

/** What has to be true for a provider's event to get here, as it becomes so. */
export function Checklist({ row, checksSignatures }: { row: RequestRow | null; checksSignatures: boolean }) {
  const checks = [useReachable(), arrived(row), verified(row, checksSignatures)]
  return (
    <section aria-label={t.checks}>
      <ul className="flex flex-col gap-2" aria-live="polite">
        {checks.map(({ name, mark, text }) => (
          <li key={name} className="flex gap-2">
            <Icon mark={mark} />
            <div className="min-w-0">
              <span className="font-medium">{name}</span>
              <span className="block break-words text-ink-2 text-small">{text}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Icon({ mark }: { mark: Mark }) {
  const look = { className: 'mt-0.5 size-4 shrink-0', 'aria-hidden': true }
  if (mark === 'yes') return <CircleCheck {...look} className={cx(look.className, toneText.ok)} />
  if (mark === 'no') return <CircleX {...look} className={cx(look.className, toneText.bad)} />
  if (mark === 'wait')
    return <LoaderCircle {...look} className={cx(look.className, toneText.quiet, 'animate-spin motion-reduce:animate-none')} />
  return <Circle {...look} className={cx(look.className, toneText.quiet)} />
}

function useReachable(): Check {
  const tunnel = useApp(state => state.tunnel)
  const name = t.reachable
  switch (tunnel?.state) {
    case 'online':
      return { name, mark: 'yes', text: t.reachableYes }
    case 'connecting':
    case 'reconnecting':
      return { name, mark: 'wait', text: tunnel.error ?? t.reachableWait }
    case 'failed':
      return { name, mark: 'no', text: tunnel.error ?? t.reachableNo }
    case 'off':
    case undefined:
      return { name, mark: 'neutral', text: t.reachableLocal }
  }
}

function arrived(row: RequestRow | null): Check {
  const name = t.arrived
  if (!row) return { name, mark: 'wait', text: t.arrivedWait }
  const what = row.eventType ?? `${row.method} ${row.path}`
  return { name, mark: 'yes', text: row.origin === 'sample' ? `${what} (${t.arrivedSample})` : what }
}

function verified(row: RequestRow | null, checksSignatures: boolean): Check {
  const name = t.verified
  if (!checksSignatures) return { name, mark: 'neutral', text: t.verifiedNone }
  if (!row) return { name, mark: 'wait', text: t.verifiedWait }
  switch (row.verdict) {
    case 'verified':
      return { name, mark: 'yes', text: row.provider === null ? '' : providerName(row.provider) }
    case 'failed':
      return { name, mark: 'no', text: t.verifiedNo }
    case 'unsigned':
      return { name, mark: 'no', text: t.verifiedUnsigned }
    case 'unconfigured':
      return { name, mark: 'neutral', text: t.verifiedUnset }
  }
}
