import { useState } from 'react'
import type { Registration } from '#contract/registration.ts'
import { call } from '../../state/api.ts'
import { connectText } from '../../strings/connect.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { ByItself, type ByItselfChoices } from './by-itself.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'

const t = connectText.registered
const tones: Record<Registration['state'], Tone> = { 'in-step': 'ok', 'url-changed': 'warn', gone: 'bad', unfinished: 'warn', off: 'quiet' }

/** One registration at the provider: how it is, and what can be done about it. */
export function Registered({ registration, onChanged }: { registration: Registration; onChanged(): void }) {
  const { id, sourceId, state, url, problem, attached, target, api, hooks, backfill } = registration
  const [busy, setBusy] = useState(false)
  const [leaving, setLeaving] = useState(false)

  const run = async (work: () => Promise<unknown>, failed: string) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      notifyError(failed, error)
    }
    setBusy(false)
    onChanged()
  }
  const bring = () =>
    run(async () => {
      const input = { id: sourceId, registrationId: id }
      const plan = await call('sources.connect', input)
      // The person has seen these calls when it was connected; they differ by the URL alone.
      if (plan.step === 'plan') await call('sources.connect', { ...input, confirm: plan.confirm })
    }, t.failed)
  const check = () =>
    run(async () => {
      const now = await call('registrations.check', { id })
      if (now.state === 'in-step') notify({ tone: 'ok', title: t.checked })
    }, t.failed)
  const fetchMissed = () =>
    run(async () => {
      await call('sources.backfill', { id: sourceId, registrationId: id })
      notify({ tone: 'info', title: t.missedStarted, text: backfill.note })
    }, t.missedFailed)
  const choose = (patch: Partial<ByItselfChoices>) => run(() => call('registrations.update', { id, ...patch }), t.saveFailed)

  return (
    <article aria-label={target || api} className="flex flex-col gap-2 rounded-panel border border-line bg-panel p-3">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <Mono className="min-w-0 break-all font-semibold">{target || api}</Mono>
        <Badge tone={tones[state]} title={t.hints[state]}>
          {t.states[state]}
        </Badge>
        {attached ? <Badge>{t.attached}</Badge> : null}
        <span className="ml-auto text-ink-3 text-small">{t.hooks(hooks.filter(({ remoteId }) => remoteId !== null).length)}</span>
      </div>
      {state === 'in-step' ? null : <p className="text-ink-2 text-small">{t.hints[state]}</p>}
      {url === null || state === 'gone' ? null : (
        <p className="break-all text-ink-2 text-small">
          {t.calls} <Mono>{url}</Mono>
        </p>
      )}
      {problem === null ? null : (
        <Notice tone="bad" title={t.failed}>
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {state === 'in-step' || attached ? null : (
          <Button size="small" kind="primary" disabled={busy} onClick={() => void bring()}>
            {t.bring}
          </Button>
        )}
        <Button size="small" disabled={busy} onClick={() => void check()}>
          {t.check}
        </Button>
        {backfill.how === 'none' || hooks.every(({ remoteId }) => remoteId === null) ? null : (
          <Button size="small" disabled={busy} onClick={() => void fetchMissed()}>
            {t.missed}
          </Button>
        )}
        <Button size="small" kind="danger" disabled={busy} onClick={() => setLeaving(true)} className="ml-auto">
          {connectText.registered.disconnect}
        </Button>
      </div>
      <p className="text-ink-3 text-small">{backfill.note}</p>
      <Disclosure title={t.options}>
        <ByItself makes={!attached} backfill={backfill.how} value={registration} onChange={patch => void choose(patch)} />
      </Disclosure>
      {leaving ? <DisconnectDialog registration={registration} onClose={() => setLeaving(false)} onDone={onChanged} /> : null}
    </article>
  )
}
