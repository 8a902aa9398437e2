import { useMemo } from 'react'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { SecretsField } from '../secrets/secrets-field.tsx'
import { type EndpointDraft, type EndpointErrors, schemeOptions } from './endpoint-draft.ts'

/** How Messages to the Endpoint are signed. */
export function SigningFields(props: { draft: EndpointDraft; errors: EndpointErrors; onChange(patch: Partial<EndpointDraft>): void }) {
  const { draft, errors, onChange } = props
  const providers = useApp(state => state.providers)
  const options = useMemo(() => [{ value: '', label: en.endpoint.schemeNone }, ...schemeOptions(providers)], [providers])
  return (
    <>
      <Field label={en.endpoint.scheme} hint={en.endpoint.schemeHint}>
        <Select value={draft.scheme} options={options} onChange={scheme => onChange({ scheme })} />
      </Field>
      {draft.scheme !== '' || draft.secrets.kept.length > 0 ? (
        <SecretsField
          label={en.endpoint.secret}
          hint=""
          draft={draft.secrets}
          error={errors.secret ?? null}
          onChange={secrets => onChange({ secrets })}
        />
      ) : null}
    </>
  )
}
