import { providersText as t } from '../../../strings/providers.ts'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import { Select } from '../../../ui/select.tsx'
import { type Place, placeOf, placeText } from './custom-draft.ts'

type Kind = Place['in'] | 'signature' | 'none'
export type At = Place | { in: 'signature'; field: string } | null

/**
 * Where a value sits: the kind of place, and its name there.
 * @param kinds in the order offered; `none` makes null, `signature` a field beside the signature
 */
export function PlaceField(props: {
  label: string
  hint?: string
  value: At
  kinds: readonly Kind[]
  error: string | undefined
  onChange(value: At): void
}) {
  const { label, hint, value, kinds, error, onChange } = props
  const kind: Kind = value?.in ?? 'none'
  const text = value ? placeText(value) : ''
  const make = (next: Kind, typed: string): At => {
    if (next === 'none') return null
    if (next === 'signature') return { in: 'signature', field: typed }
    return placeOf(next, typed, value?.in === 'signature' ? null : value)
  }
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <Field label={label} hint={kind === 'none' ? hint : undefined}>
        <Select
          value={kind}
          options={kinds.map(option => ({ value: option, label: t.places[option] }))}
          onChange={next => onChange(make(next, ''))}
        />
      </Field>
      {kind === 'none' ? null : (
        <Field label={t.of(label, t.placeText[kind])} hint={hint ?? t.placeHint[kind]} error={error}>
          <Input mono value={text} maxLength={200} onChange={event => onChange(make(kind, event.target.value))} />
        </Field>
      )}
    </div>
  )
}
