import { checkSetupText } from '../../strings/check-setup.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { ProviderPicker } from '../providers/provider-picker.tsx'
import { SecretsField } from '../secrets/secrets-field.tsx'
import { schemeOf, secretChoices } from './check-draft.ts'
import type { FieldsProps } from './fields.ts'
import { Section } from './section.tsx'

const t = checkSetupText.signing

/** As which provider the handler is called, and with whose secret. */
export function SigningFields({ draft, errors, known, onChange }: FieldsProps) {
  const schemes = known.providers.find(({ id }) => id === draft.provider)?.schemes ?? []
  const scheme = schemeOf(draft, known.providers)
  const choices = secretChoices(draft, known)
  return (
    <Section title={t.title}>
      <ProviderPicker
        value={draft.provider}
        none={t.none}
        // A sample of one provider is none of another's.
        onChange={provider => onChange({ provider, scheme: '', event: draft.event.startsWith('sample:') ? '' : draft.event })}
      />
      {schemes.length > 1 ? (
        <Field label={t.scheme}>
          <Select
            value={scheme?.id ?? ''}
            options={schemes.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={chosen => onChange({ scheme: chosen })}
          />
        </Field>
      ) : null}
      {scheme && choices.length > 1 ? (
        <Field label={t.from}>
          <Select value={draft.secretFrom} options={choices} onChange={secretFrom => onChange({ secretFrom })} />
        </Field>
      ) : null}
      {scheme && draft.secretFrom === 'typed' ? (
        <SecretsField
          label={t.secret}
          hint={t.secretHint}
          draft={draft.secrets}
          error={errors.secret ?? null}
          onChange={secrets => onChange({ secrets })}
        />
      ) : null}
    </Section>
  )
}
