import { providersText as t } from '../../../strings/providers.ts'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import { Select } from '../../../ui/select.tsx'
import { type Scheme, type Timestamp, withMember } from './custom-draft.ts'
import type { Problems } from './form.tsx'
import { type At, PlaceField } from './place-field.tsx'

const units = (['s', 'ms', 'iso'] as const).map(value => ({ value, label: t.units[value] }))
const usual: Omit<Timestamp, 'at'> = { unit: 's', toleranceSeconds: 300 }

/** When it was signed, how far that may be off, and the id that is signed with it. */
export function TimeFields({ scheme, problems, onChange }: { scheme: Scheme; problems: Problems; onChange(scheme: Scheme): void }) {
  const { timestamp, messageId } = scheme
  const set = (next: Timestamp | undefined) => onChange(withMember(scheme, 'timestamp', next))
  const move = (at: At) => set(at === null ? undefined : { ...usual, ...timestamp, at })
  return (
    <>
      <PlaceField
        label={t.timestamp}
        value={timestamp?.at ?? null}
        kinds={['none', 'signature', 'header', 'query', 'body']}
        error={problems.error('timestamp')}
        onChange={move}
      />
      {timestamp === undefined && problems.error('timestamp') ? (
        <p role="alert" className="-mt-2 text-bad text-small">
          {problems.error('timestamp')}
        </p>
      ) : null}
      {problems.warnings('timestamp').map(message => (
        <p key={message} className="-mt-2 text-small text-warn">
          {message}
        </p>
      ))}
      {timestamp ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t.unit}>
            <Select value={timestamp.unit} options={units} onChange={unit => set({ ...timestamp, unit })} />
          </Field>
          <Field label={t.tolerance} hint={t.toleranceHint}>
            <Input
              inputMode="numeric"
              maxLength={8}
              value={timestamp.toleranceSeconds ?? ''}
              onChange={event => set({ ...timestamp, toleranceSeconds: Number(event.target.value.replaceAll(/\D/g, '')) || null })}
            />
          </Field>
        </div>
      ) : null}
      <PlaceField
        label={t.messageId}
        value={messageId ?? null}
        kinds={['none', 'header', 'query', 'body']}
        error={problems.error('messageId')}
        onChange={next => onChange(withMember(scheme, 'messageId', next === null || next.in === 'signature' ? undefined : next))}
      />
      {messageId === undefined && problems.error('messageId') ? (
        <p role="alert" className="-mt-2 text-bad text-small">
          {problems.error('messageId')}
        </p>
      ) : null}
    </>
  )
}
