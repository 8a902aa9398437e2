import { isAsymmetric } from '#domain/signature/algorithm-kind.ts'
import { providersText as t } from '../../../strings/providers.ts'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import { Select } from '../../../ui/select.tsx'
import { Checkbox } from '../../../ui/toggle.tsx'
import { type Place, type Scheme, type Signature, withMember } from './custom-draft.ts'
import type { Problems } from './form.tsx'
import { PlaceField } from './place-field.tsx'

interface Props {
  scheme: Scheme
  problems: Problems
  onChange(scheme: Scheme): void
}

const encodings = (['hex', 'base64', 'base64url'] as const).map(value => ({ value, label: t.encodings[value] }))
const algorithms = (Object.keys(t.algorithms) as Scheme['algorithm'][]).map(value => ({ value, label: t.algorithms[value] }))

/** Where the signature stands and how it is written there. */
export function SignatureFields({ scheme, problems, onChange }: Props) {
  const { signature } = scheme
  const { place } = signature
  const set = (next: Signature) => onChange({ ...scheme, signature: next })
  const member = (key: 'separator' | 'assign' | 'field' | 'prefix') => ({
    value: signature[key] ?? '',
    onChange: (event: { target: { value: string } }) => set(withMember(signature, key, event.target.value)),
  })
  const each = place.in === 'header' && place.each === true
  return (
    <>
      <PlaceField
        label={t.signature}
        value={place}
        kinds={['header', 'query', 'body']}
        error={problems.error('place')}
        onChange={next => next && next.in !== 'signature' && set({ ...signature, place: next })}
      />
      {place.in === 'header' ? (
        <Checkbox
          label={t.each}
          hint={t.eachHint}
          checked={each}
          onChange={on =>
            set({ ...signature, place: withMember<Extract<Place, { in: 'header' }>, 'each'>(place, 'each', on || undefined) })
          }
        />
      ) : null}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Field label={t.prefix} hint={t.prefixHint}>
          <Input mono maxLength={200} {...member('prefix')} />
        </Field>
        <Field label={t.separator} hint={t.separatorHint}>
          <Input mono maxLength={8} {...member('separator')} />
        </Field>
        <Field label={t.assign} hint={t.assignHint}>
          <Input mono maxLength={8} {...member('assign')} />
        </Field>
        <Field label={t.field} hint={t.fieldHint} error={problems.error('items')}>
          <Input mono maxLength={200} {...member('field')} />
        </Field>
      </div>
      {scheme.algorithm === 'token' ? null : (
        <div className="sm:w-44">
          <Field label={t.encoding}>
            <Select value={signature.encoding} options={encodings} onChange={encoding => set({ ...signature, encoding })} />
          </Field>
        </div>
      )}
    </>
  )
}

/** Algorithm, and how the secret's text becomes a key. */
export function KeyFields({ scheme, problems, onChange }: Props) {
  const { key, algorithm } = scheme
  const asymmetric = isAsymmetric(algorithm)
  const labels = asymmetric ? t.decodesPublic : t.decodes
  const choose = (next: Scheme['algorithm']) => {
    const decode = isAsymmetric(next) && key.decode === 'utf8' ? 'base64' : key.decode
    onChange({ ...scheme, algorithm: next, key: { ...key, decode } })
  }
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_minmax(0,3fr)]">
      <Field label={t.algorithm}>
        <Select value={algorithm} options={algorithms} onChange={choose} />
      </Field>
      {algorithm === 'basic' ? null : (
        <>
          <Field label={t.decode} error={problems.error('key')}>
            <Select
              value={key.decode}
              options={(asymmetric ? (['hex', 'base64'] as const) : (['utf8', 'hex', 'base64'] as const)).map(value => ({
                value,
                label: labels[value],
              }))}
              onChange={decode => onChange({ ...scheme, key: { ...key, decode } })}
            />
          </Field>
          <Field label={t.strip} hint={t.stripHint}>
            <Input
              mono
              maxLength={200}
              value={key.strip ?? ''}
              onChange={event => onChange({ ...scheme, key: withMember(key, 'strip', event.target.value) })}
            />
          </Field>
        </>
      )}
    </div>
  )
}
