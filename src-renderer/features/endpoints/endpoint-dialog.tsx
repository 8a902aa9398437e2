import { useState } from 'react'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify } from '../../ui/toast.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { type EndpointDraft, endpointDraft, endpointErrors, endpointInput, withUrl } from './endpoint-draft.ts'
import { RetryFields } from './retry-fields.tsx'
import { SigningFields } from './signing-fields.tsx'

/** Creates or edits an Endpoint. */
export function EndpointDialog({ id, onClose }: { id: string | null; onClose(): void }) {
  const endpoint = useApp(state => state.endpoints.find(candidate => candidate.id === id))
  const providers = useApp(state => state.providers)
  const [draft, setDraft] = useState<EndpointDraft>(() => endpointDraft(endpoint))
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const errors = tried ? endpointErrors(draft) : {}
  const change = (patch: Partial<EndpointDraft>) => setDraft(old => ({ ...old, ...patch }))

  const submit = async () => {
    setTried(true)
    if (Object.keys(endpointErrors(draft)).length > 0) return
    setSaving(true)
    try {
      await call('endpoints.save', endpointInput(draft, endpoint?.id ?? null, providers))
      await loadEndpoints()
      notify({ tone: 'ok', title: endpoint ? en.endpoint.saved : en.endpoint.created })
      onClose()
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error))
      setSaving(false)
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={endpoint ? en.endpoint.editTitle : en.endpoint.createTitle}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button kind="primary" type="submit" disabled={saving}>
            {endpoint ? en.action.save : en.action.create}
          </Button>
        </>
      }
    >
      {endpoint && !endpoint.enabled && endpoint.disabledReason ? (
        <Notice tone="warn">{en.rail.disabledBy(endpoint.disabledReason)}</Notice>
      ) : null}
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
          onChange={event => setDraft(old => withUrl(old, event.target.value))}
        />
      </Field>
      <Switch
        label={en.endpoint.local}
        hint={en.endpoint.localHint}
        checked={draft.local}
        onChange={local => change({ local, localChosen: true, ...(draft.retryChosen ? {} : { retry: local ? 'local' : 'default' }) })}
      />
      {endpoint ? <Switch label={en.endpoint.enabled} checked={draft.enabled} onChange={enabled => change({ enabled })} /> : null}
      <Disclosure title={en.endpoint.advanced} open={Boolean(errors.delays || errors.timeout || errors.secret) || draft.scheme !== ''}>
        <SigningFields draft={draft} errors={errors} onChange={change} />
        <Field label={en.endpoint.eventTypes} hint={en.endpoint.eventTypesHint}>
          <Input
            mono
            value={draft.eventTypes}
            placeholder={en.endpoint.eventTypesPlaceholder}
            onChange={event => change({ eventTypes: event.target.value })}
          />
        </Field>
        <RetryFields draft={draft} errors={errors} onChange={change} />
      </Disclosure>
      {refused ? (
        <Notice tone="bad" title={en.endpoint.saveFailed} live>
          {refused}
        </Notice>
      ) : null}
    </Dialog>
  )
}
