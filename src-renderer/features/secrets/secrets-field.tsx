import { Plus, X } from 'lucide-react'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Mono } from '../../ui/mono.tsx'
import { SecretAdvice } from './secret-advice.tsx'
import { SecretInput } from './secret-input.tsx'
import type { SecretsDraft } from './secrets-draft.ts'
import type { SecretPurpose } from './use-secret-check.ts'

/** Secrets of a Source or an Endpoint: stored ones masked and removable, new ones to type. Several serve rotation. */
export function SecretsField(props: {
  label: string
  hint: string
  draft: SecretsDraft
  /** What it is for: then what is typed is looked at. */
  purpose?: SecretPurpose | undefined
  error?: string | null
  onChange(draft: SecretsDraft): void
}) {
  const { label, hint, draft, purpose, error, onChange } = props
  const storage = useApp(state => state.info?.capabilities.secretStorage)
  const setTyped = (index: number, value: string) =>
    onChange({ ...draft, typed: draft.typed.map((old, at) => (at === index ? value : old)) })
  const help = [hint, storage ? en.source.secretStored(storage) : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-2">
      {draft.kept.length > 0 ? <p className="-mb-1 min-h-5 font-medium text-small">{label}</p> : null}
      {draft.kept.map(secret => (
        <div key={secret.id} className="flex h-7 items-center gap-2 rounded-control border border-line bg-sunken pr-0.5 pl-2">
          <Mono>{secret.masked}</Mono>
          <span className="min-w-0 flex-1 truncate text-ink-3 text-small">{secret.label ?? en.source.secretKept}</span>
          <IconButton
            size="small"
            label={en.source.secretRemove}
            icon={<X />}
            onClick={() => {
              const kept = draft.kept.filter(other => other.id !== secret.id)
              onChange({ kept, typed: kept.length === 0 && draft.typed.length === 0 ? [''] : draft.typed })
            }}
          />
        </div>
      ))}
      {draft.typed.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the inputs have no identity but their place.
        <Field key={index} label={label} hint={index === draft.typed.length - 1 ? help : undefined} error={index === 0 ? error : null}>
          <SecretInput value={value} onChange={next => setTyped(index, next)} />
          {purpose ? <SecretAdvice value={value} purpose={purpose} /> : null}
        </Field>
      ))}
      {draft.kept.length + draft.typed.length > 0 && draft.typed.at(-1) !== '' ? (
        <div>
          <Button
            kind="ghost"
            size="small"
            className="-ml-2"
            icon={<Plus />}
            onClick={() => onChange({ ...draft, typed: [...draft.typed, ''] })}
          >
            {en.source.secretAdd}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
