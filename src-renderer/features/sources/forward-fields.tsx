import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Checkbox } from '../../ui/toggle.tsx'
import type { SourceDraft } from './source-draft.ts'

/** Where what is genuine goes on to. */
export function ForwardFields({ draft, onChange }: { draft: SourceDraft; onChange(patch: Partial<SourceDraft>): void }) {
  const endpoints = useApp(state => state.endpoints)
  const toggle = (id: string, on: boolean) =>
    onChange({ forwardTo: on ? [...draft.forwardTo, id] : draft.forwardTo.filter(other => other !== id) })
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-small">{en.source.forward}</legend>
      {endpoints.length === 0 ? <p className="text-ink-3 text-small">{en.source.forwardNone}</p> : null}
      {endpoints.map(endpoint => (
        <Checkbox
          key={endpoint.id}
          label={endpoint.name}
          hint={<span className="break-all">{endpoint.url}</span>}
          checked={draft.forwardTo.includes(endpoint.id)}
          onChange={on => toggle(endpoint.id, on)}
        />
      ))}
      {endpoints.length > 0 ? <p className="mt-1 text-ink-3 text-small">{en.source.forwardHint}</p> : null}
    </fieldset>
  )
}
