import { checkSetupText } from '../../strings/check-setup.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import type { FieldsProps } from './fields.ts'
import { Section } from './section.tsx'

const t = checkSetupText.target

/** An Endpoint, or a URL. */
export function TargetFields({ draft, errors, known, onChange }: FieldsProps) {
  const choose = (endpointId: string) => {
    const [provider = '', scheme = ''] = known.endpoints.find(({ id }) => id === endpointId)?.scheme?.split('/') ?? []
    onChange({ endpointId, ...(provider === '' ? {} : { provider, scheme, secretFrom: 'endpoint' }) })
  }
  return (
    <Section title={t.title}>
      {known.endpoints.length > 0 ? (
        <Field label={t.label}>
          <Select
            value={draft.endpointId}
            options={[...known.endpoints.map(({ id, name, url }) => ({ value: id, label: name, hint: url })), { value: '', label: t.url }]}
            onChange={choose}
          />
        </Field>
      ) : null}
      {draft.endpointId === '' ? (
        <>
          <Field label={t.urlLabel} error={errors.url}>
            <Input mono value={draft.url} placeholder={t.urlPlaceholder} onChange={event => onChange({ url: event.target.value })} />
          </Field>
          <Checkbox label={t.local} hint={t.localHint} checked={draft.local} onChange={local => onChange({ local })} />
        </>
      ) : null}
    </Section>
  )
}
