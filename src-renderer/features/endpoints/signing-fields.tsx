import { KeyRound } from 'lucide-react'
import { useMemo } from 'react'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { SecretsField } from '../secrets/secrets-field.tsx'
import { hasVerifyToken, schemeOptions } from './endpoint-draft.ts'
import type { FormProps } from './form.ts'

/** How Messages to the Endpoint are signed. @param id null = it is new, and has no secret to rotate */
export function SigningFields({ draft, errors, onChange, id }: FormProps & { id: string | null }) {
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
      {hasVerifyToken(draft.scheme, providers) || draft.verifyToken.kept.length > 0 ? (
        <SecretsField
          label={endpointText.signing.verifyToken}
          hint={endpointText.signing.verifyTokenHint}
          draft={draft.verifyToken}
          onChange={verifyToken => onChange({ verifyToken })}
        />
      ) : null}
      {id !== null && draft.scheme !== '' && draft.secrets.kept.length > 0 ? (
        <div>
          <Button size="small" icon={<KeyRound />} onClick={() => openDialog({ kind: 'rotate-secret', id })}>
            {endpointText.signing.rotate}
          </Button>
        </div>
      ) : null}
    </>
  )
}
