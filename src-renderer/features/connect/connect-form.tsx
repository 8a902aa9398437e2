import { useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { connectText } from '../../strings/connect.ts'
import { Button } from '../../ui/button.tsx'
import { DialogActions } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { useFirstInvalid } from '../../ui/form.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'
import { ByItself } from './by-itself.tsx'
import { Calls } from './calls.tsx'
import { type Api, type ConnectDraft, connectDraft, connectErrors, connectInput } from './connect-draft.ts'
import { EventsField } from './events-field.tsx'
import { OutLink } from './out-link.tsx'
import { TargetField } from './target-field.tsx'

const t = connectText

type Plan = Extract<OutputOf<'sources.connect'>, { step: 'plan' }>

/** Registers a Source: what and where, then the calls to look at, then the calls themselves. */
export function ConnectForm(props: {
  sourceId: string
  provider: string
  api: Api
  /** Public URL of the tunnel; null: none is up. */
  tunnel: string | null
  /** A token for this API was given before. */
  tokenKnown: boolean
  onStart(): void
  onConnected(): void
}) {
  const { sourceId, provider, api, tunnel, tokenKnown, onStart, onConnected } = props
  const [draft, setDraft] = useState<ConnectDraft>(() => connectDraft(api))
  const [tried, setTried] = useState(false)
  const [plan, setPlan] = useState<Plan | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const invalid = useFirstInvalid<HTMLDivElement>()
  const errors = tried ? connectErrors(draft, api, tunnel, tokenKnown) : {}
  const change = (patch: Partial<ConnectDraft>) => setDraft(old => ({ ...old, ...patch }))

  const send = async (confirm: string | null) => {
    setTried(true)
    invalid.seek()
    if (Object.keys(connectErrors(draft, api, tunnel, tokenKnown)).length > 0) return
    setBusy(true)
    setRefused(null)
    onStart()
    try {
      const answer = await call('sources.connect', { ...connectInput(draft, sourceId, api), ...(confirm === null ? {} : { confirm }) })
      if (answer.step === 'done') onConnected()
      else setPlan(answer)
    } catch (error) {
      setRefused(messageOf(error))
    }
    setBusy(false)
  }

  const problem = refused === null ? null : { title: t.plan.refused, text: refused }

  if (plan) {
    return (
      <div className="flex flex-col gap-4">
        <h3 className="font-semibold">{t.plan.title}</h3>
        <Calls title={t.plan.reads} calls={plan.reads} />
        <Calls title={t.plan.writes} calls={plan.writes} />
        <p className="text-ink-2 text-small">{api.makes ? t.plan.later : t.plan.attach}</p>
        <DialogActions refused={problem}>
          <Button disabled={busy} onClick={() => setPlan(null)}>
            {t.plan.back}
          </Button>
          <Button kind="primary" disabled={busy} onClick={() => void send(plan.confirm)}>
            {busy ? t.plan.going : t.plan.go}
          </Button>
        </DialogActions>
      </div>
    )
  }
  return (
    <div ref={invalid.ref} className="flex flex-col gap-4" onInput={invalid.rest}>
      <Unsaved draft={draft} />
      <p className="text-ink-2">{api.makes ? t.intro(api.name) : t.attachIntro}</p>
      {api.notes.map(note => (
        <Notice key={note} tone="info">
          {note}
        </Notice>
      ))}
      <Field
        label={api.token.label}
        hint={tokenKnown ? `${api.token.hint} ${t.form.tokenKept}` : api.token.hint}
        error={errors.token}
        aside={<OutLink href={api.token.url}>{t.form.tokenLink}</OutLink>}
      >
        <SecretInput value={draft.token} onChange={token => change({ token })} placeholder="" />
      </Field>
      {api.own ? (
        <Disclosure title={t.form.own}>
          <Field label={api.own.label} hint={api.own.hint}>
            <Input
              mono
              value={draft.baseUrl}
              placeholder={api.own.placeholder}
              onChange={event => change({ baseUrl: event.target.value })}
            />
          </Field>
          <Checkbox label={t.form.local} hint={t.form.localHint} checked={draft.local} onChange={local => change({ local })} />
        </Disclosure>
      ) : null}
      <TargetField api={api} provider={provider} draft={draft} error={errors.target} onChange={change} />
      <EventsField api={api} draft={draft} error={errors.events} onChange={change} />
      <Field label={t.form.url} hint={tunnel === null ? t.form.urlOwn : t.form.urlTunnel} error={errors.publicUrl}>
        <Input
          mono
          value={draft.publicUrl}
          placeholder={tunnel ?? t.form.urlPlaceholder}
          onChange={event => change({ publicUrl: event.target.value })}
        />
      </Field>
      <Disclosure title={t.registered.options}>
        <ByItself makes={api.makes} backfill={api.backfill.how} value={draft} onChange={change} />
        <p className="text-ink-3 text-small">{api.backfill.note}</p>
      </Disclosure>
      <DialogActions refused={problem}>
        <Button kind="primary" disabled={busy} onClick={() => void send(null)}>
          {busy ? t.form.planning : t.form.show}
        </Button>
      </DialogActions>
    </div>
  )
}
