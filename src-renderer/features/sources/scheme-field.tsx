import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { type SourceDraft, schemeOf } from './source-draft.ts'

/** Which of a provider's schemes signs; not there when the provider has one or none. */
export function SchemeField({ draft, onChange }: { draft: SourceDraft; onChange(patch: Partial<SourceDraft>): void }) {
  const providers = useApp(state => state.providers)
  const schemes = providers.find(provider => provider.id === draft.provider)?.schemes ?? []
  if (schemes.length < 2) return null
  return (
    <Field label={en.source.scheme}>
      <Select
        value={schemeOf(draft, providers)?.id ?? ''}
        options={schemes.map(scheme => ({ value: scheme.id, label: scheme.name }))}
        onChange={scheme => onChange({ scheme })}
      />
    </Field>
  )
}
