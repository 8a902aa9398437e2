import { connectText } from '../../strings/connect.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import type { Api, ConnectDraft } from './connect-draft.ts'

const t = connectText.form

/** Which events the provider is to send: the usual ones to tick, others by name. */
export function EventsField(props: {
  api: Api
  draft: ConnectDraft
  error: string | undefined
  onChange(patch: Partial<ConnectDraft>): void
}) {
  const { api, draft, error, onChange } = props
  if (api.events.options.length === 0) return null
  const toggle = (name: string, on: boolean) =>
    onChange({ events: on ? [...draft.events, name] : draft.events.filter(other => other !== name) })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium text-small">{t.events}</legend>
      {error ? <p className="text-bad text-small">{error}</p> : null}
      <div className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {api.events.options.map(name => (
          <Checkbox key={name} label={name} checked={draft.events.includes(name)} onChange={on => toggle(name, on)} />
        ))}
      </div>
      <Field label={t.moreEvents} hint={`${api.events.hint} ${t.moreEventsHint}`}>
        <Input mono value={draft.moreEvents} onChange={event => onChange({ moreEvents: event.target.value })} />
      </Field>
    </fieldset>
  )
}
