import type { SecretRole } from '#domain/secret.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { sourcesText as t } from '../../strings/sources.ts'
import { secretsDraft } from '../secrets/secrets-draft.ts'
import { SecretsField } from '../secrets/secrets-field.tsx'
import { type SourceDraft, schemeOf } from './source-draft.ts'

/** The secrets that the chosen provider asks for: those that verify, and each of its other roles with what belongs there. */
export function SecretFields({ draft, onChange }: { draft: SourceDraft; onChange(patch: Partial<SourceDraft>): void }) {
  const providers = useApp(state => state.providers)
  const provider = providers.find(candidate => candidate.id === draft.provider)
  const scheme = schemeOf(draft, providers)
  const role: SecretRole = scheme?.secretRole ?? 'signing'
  const verifies = provider === undefined || provider.schemes.length > 0
  const purpose = (of: SecretRole) => ({ provider: draft.provider, scheme: draft.scheme, role: of })
  return (
    <>
      {verifies || draft.secrets.kept.length > 0 ? (
        <SecretsField
          label={role === 'signing' ? (scheme ? en.source.secretOf(scheme.name) : en.source.secret) : t.roles[role]}
          hint={scheme?.secretHint ?? ''}
          draft={draft.secrets}
          purpose={purpose(role)}
          onChange={secrets => onChange({ secrets })}
        />
      ) : null}
      {(provider?.extraRoles ?? []).map(({ role: extra, hint }) => (
        <SecretsField
          key={extra}
          label={t.roles[extra]}
          hint={hint}
          draft={draft.extra[extra] ?? secretsDraft([])}
          purpose={purpose(extra)}
          onChange={secrets => onChange({ extra: { ...draft.extra, [extra]: secrets } })}
        />
      ))}
    </>
  )
}
