import { en } from '../../strings/en.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import type { EndpointDraft, EndpointErrors } from './endpoint-draft.ts'

const choices = (['default', 'local', 'none', 'custom'] as const).map(value => ({ value, ...en.endpoint.retryPresets[value] }))

/** When a failed attempt is repeated, and how long an answer is waited for. */
export function RetryFields(props: { draft: EndpointDraft; errors: EndpointErrors; onChange(patch: Partial<EndpointDraft>): void }) {
  const { draft, errors, onChange } = props
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
        <Field label={en.endpoint.retry} hint={en.endpoint.retryPresets[draft.retry].hint}>
          <Select value={draft.retry} options={choices} onChange={retry => onChange({ retry, retryChosen: true })} />
        </Field>
        <Field label={en.endpoint.timeout} error={errors.timeout}>
          <Input inputMode="numeric" value={draft.timeout} onChange={event => onChange({ timeout: event.target.value })} />
        </Field>
      </div>
      {draft.retry === 'custom' ? (
        <Field label={en.endpoint.delays} hint={en.endpoint.delaysHint} error={errors.delays}>
          <Input mono value={draft.delays} onChange={event => onChange({ delays: event.target.value })} />
        </Field>
      ) : null}
    </>
  )
}
