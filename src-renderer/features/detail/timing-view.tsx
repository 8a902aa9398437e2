import { useEffect, useState } from 'react'
import type { Delivery, DeliveryRow } from '#contract/deliveries.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { timingText as t } from '../../strings/proof.ts'
import { cx } from '../../ui/cx.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { span } from '../../ui/format.ts'
import { layOut, type Stretch } from './timing.ts'

/** Deliveries whose attempts are laid out; more of them say nothing in one picture. */
const MOST = 10
const bars: Record<Stretch['tone'], string> = { quiet: 'bg-ink-3', info: 'bg-info', ok: 'bg-ok', bad: 'bg-bad' }

/** Where the time went: receiving, checking and storing, each attempt to pass it on. Every bar has its numbers as text. */
export function Timing({ request, rows }: { request: RequestDetail; rows: readonly DeliveryRow[] }) {
  const deliveries = useAttempts(rows)
  const placed = layOut([...received(request), ...deliveries.flatMap(attempted)])
  return (
    <Disclosure title={t.title}>
      <div className="flex flex-col gap-1.5">
        <ol
          aria-label={t.title}
          className="flex flex-col gap-1.5 @lg:grid @lg:grid-cols-[auto_minmax(4rem,1fr)_auto] @lg:gap-x-3 @lg:gap-y-1"
        >
          {placed.map((bar, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: bars in the order of their beginning
              key={index}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 text-small @lg:col-span-3 @lg:grid-cols-subgrid"
            >
              <span className="truncate @lg:max-w-52" title={bar.label}>
                {bar.label}
              </span>
              <span aria-hidden className="relative order-last col-span-2 h-3 rounded-small bg-sunken @lg:order-none @lg:col-span-1">
                <span
                  className={cx('absolute inset-y-0 min-w-0.5 rounded-small', bars[bar.tone])}
                  style={{ left: `${Math.min(99, bar.left * 100)}%`, width: `${bar.width * 100}%` }}
                />
              </span>
              <span className="whitespace-nowrap text-right text-ink-2 tabular-nums">
                {span(bar.ms)}
                {bar.after > 0 ? `, ${t.after(span(bar.after))}` : ''}
                {bar.note === '' ? '' : `, ${bar.note}`}
              </span>
            </li>
          ))}
        </ol>
        <p className="text-ink-3 text-small">{t.hint}</p>
      </div>
    </Disclosure>
  )
}

function received({ receivedAt, timings, origin }: RequestDetail): Stretch[] {
  const end = receivedAt + timings.bodyMs
  const stretches: Stretch[] = [{ label: t.body, from: receivedAt, ms: timings.bodyMs, tone: 'info', note: '' }]
  // What was brought in from elsewhere was stored long after it was received there.
  if (origin === 'received' || origin === 'sample')
    stretches.push({ label: t.stored, from: end, ms: Math.max(0, timings.storedAt - end), tone: 'quiet', note: '' })
  return stretches
}

function attempted({ endpointName, attempts }: Delivery): Stretch[] {
  return attempts.map(({ at, durationMs, status }, index) => ({
    label: t.attempt(endpointName, index + 1),
    from: at,
    ms: durationMs,
    tone: status !== null && status >= 200 && status < 300 ? 'ok' : 'bad',
    note: t.answered(status),
  }))
}

/** The Deliveries with their attempts, loaded again when one of them has changed. */
function useAttempts(rows: readonly DeliveryRow[]): readonly Delivery[] {
  const [known, setKnown] = useState<{ key: string; deliveries: readonly Delivery[] }>({ key: '', deliveries: [] })
  const key = rows
    .slice(0, MOST)
    .map(row => `${row.id}:${row.attemptCount}`)
    .join(' ')
  useEffect(() => {
    if (key === '') return
    let wanted = true
    Promise.all(key.split(' ').map(part => call('deliveries.get', { id: part.split(':')[0] ?? '' }))).then(
      deliveries => wanted && setKnown({ key, deliveries }),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [key])
  return key !== '' && known.key.split(' ')[0]?.split(':')[0] === key.split(' ')[0]?.split(':')[0] ? known.deliveries : []
}
