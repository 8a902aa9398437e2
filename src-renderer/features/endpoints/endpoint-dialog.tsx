import { useMemo, useState } from 'react'
import type { Endpoint } from '#contract/endpoints.ts'
import { sendsFreely } from '#domain/delivery/sending.ts'
import { previewSchedule } from '#domain/retry/preview.ts'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { useRefusal } from '../../state/refusal.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify } from '../../ui/toast.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { CheckField } from './check-field.tsx'
import { ConnectionFields } from './connection-fields.tsx'
import { type EndpointDraft, endpointDraft, endpointErrors, endpointInput, schemeOptions, withLocal, withUrl } from './endpoint-draft.ts'
import { limitsErrors } from './limits-draft.ts'
import { LimitsFields } from './limits-fields.tsx'
import { retryChoice, retryErrors } from './retry-draft.ts'
import { RetryFields } from './retry-fields.tsx'
import { inWords } from './schedule.ts'
import { SigningFields } from './signing-fields.tsx'

const t = endpointText
const refusable = { name: 'name', url: 'url', secrets: 'secret', timeoutMs: 'timeout', ca: 'ca' } as const
const titled = (title: string, more: string): string => (more.trim() === '' ? title : `${title}: ${more}`)

/** What the retries come to, for the head of their part while it is folded. */
function retrySummary(draft: EndpointDraft): string {
  if (Object.keys(retryErrors(draft)).length > 0) return ''
  const tries = previewSchedule(retryChoice(draft))
  return t.retries.summary(tries.length, inWords(tries.at(-1)?.at ?? 0))
}

/** Creates or edits an Endpoint. */
export function EndpointDialog({ id, onClose }: { id: string | null; onClose(): void }) {
  const endpoint = useApp(state => state.endpoints.find(candidate => candidate.id === id))
  const providers = useApp(state => state.providers)
  const [draft, setDraft] = useState<EndpointDraft>(() => endpointDraft(endpoint))
  // As it was when it was opened: an edit that was made elsewhere meanwhile must not be undone by saving this.
  const [openedAt] = useState(endpoint?.updatedAt)
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const refusal = useRefusal(refusable)
  const errors = { ...refusal.fields, ...(tried ? endpointErrors(draft) : {}) }
  const retryWrong = tried && Object.keys(retryErrors(draft)).length > 0
  const summary = useMemo(() => retrySummary(draft), [draft])
  const signed = schemeOptions(providers).find(({ value }) => value === draft.scheme)?.label ?? ''
  const edit = (next: (old: EndpointDraft) => EndpointDraft) => {
    refusal.clear()
    setDraft(next)
  }
  const change = (patch: Partial<EndpointDraft>) => edit(old => ({ ...old, ...patch }))

  const submit = async () => {
    setTried(true)
    refusal.clear()
    if (Object.keys(endpointErrors(draft)).length > 0) return
    setSaving(true)
    try {
      await call('endpoints.save', {
        ...endpointInput(draft, endpoint?.id ?? null, providers),
        ...(openedAt === undefined ? {} : { ifUpdatedAt: openedAt }),
      })
      await loadEndpoints()
      notify({ tone: 'ok', title: endpoint ? en.endpoint.saved : en.endpoint.created })
      onClose()
    } catch (error) {
      refusal.refuse(error)
      setSaving(false)
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={endpoint ? en.endpoint.editTitle : en.endpoint.createTitle}
      onSubmit={() => void submit()}
      refused={refusal.text === null ? null : { title: en.endpoint.saveFailed, text: refusal.text }}
      footer={
        <>
          <CloseButton />
          <Button kind="primary" type="submit" disabled={saving}>
            {endpoint ? en.action.save : en.action.create}
          </Button>
        </>
      }
    >
      <Unsaved draft={draft} />
      {endpoint ? <SendingNotice endpoint={endpoint} /> : null}
      <Field label={en.endpoint.name} error={errors.name}>
        <Input
          value={draft.name}
          placeholder={en.endpoint.namePlaceholder}
          maxLength={100}
          onChange={event => change({ name: event.target.value })}
        />
      </Field>
      <Field label={en.endpoint.url} error={errors.url}>
        <Input
          mono
          type="url"
          value={draft.url}
          placeholder="http://localhost:3000/webhooks"
          onChange={event => edit(old => withUrl(old, event.target.value))}
        />
      </Field>
      <Switch
        label={en.endpoint.local}
        hint={en.endpoint.localHint}
        checked={draft.local}
        onChange={local => edit(old => ({ ...withLocal(old, local), localChosen: true }))}
      />
      <div className="flex flex-col gap-2">
        <Disclosure title={titled(t.groups.retries, summary)} open={retryWrong}>
          <RetryFields draft={draft} errors={errors} onChange={change} />
        </Disclosure>
        <Disclosure title={titled(t.groups.signing, signed)} open={Boolean(errors.secret)}>
          <SigningFields draft={draft} errors={errors} onChange={change} id={id} />
        </Disclosure>
        <Disclosure title={titled(t.groups.events, draft.eventTypes)}>
          <Field label={en.endpoint.eventTypes} hint={en.endpoint.eventTypesHint}>
            <Input
              mono
              value={draft.eventTypes}
              placeholder={en.endpoint.eventTypesPlaceholder}
              onChange={event => change({ eventTypes: event.target.value })}
            />
          </Field>
        </Disclosure>
        <Disclosure title={t.groups.limits} open={Object.keys(tried ? limitsErrors(draft) : {}).length > 0}>
          <LimitsFields draft={draft} errors={errors} onChange={change} />
        </Disclosure>
        <Disclosure title={t.groups.connection} open={Boolean(errors.timeout ?? errors.ca)}>
          <ConnectionFields draft={draft} errors={errors} onChange={change} />
        </Disclosure>
        <Disclosure title={t.groups.proof}>
          <CheckField endpoint={endpoint} />
        </Disclosure>
      </div>
    </Dialog>
  )
}

/** Why nothing is sent to it at this moment, and the way out. */
function SendingNotice({ endpoint }: { endpoint: Endpoint }) {
  const { enabled, sending, id } = endpoint
  if (sendsFreely(sending.state)) return null
  const enable = <Button onClick={() => openDialog({ kind: 'enable-endpoint', id })}>{deliveriesText.sending.enable}</Button>
  return (
    <Notice tone="warn" title={deliveriesText.sending[sending.state]} actions={enabled ? null : enable}>
      {sending.reason}
    </Notice>
  )
}
