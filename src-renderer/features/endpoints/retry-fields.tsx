import { en } from '../../strings/en.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/toggle.tsx'
import type { FormProps } from './form.ts'
import { isPreset, type JitterDraft, presetNames, type RetryKind, retryChoice, retryErrors } from './retry-draft.ts'
import { Timeline } from './timeline.tsx'

const t = endpointText.retries
const kinds: { value: RetryKind; label: string; hint: string }[] = [
  ...presetNames.map(value => ({ value, ...t.presets[value] })),
  { value: 'custom', ...t.custom },
  { value: 'linear', ...t.linear },
  { value: 'exponential', ...t.exponential },
]
const jitters = (Object.keys(t.jitters) as JitterDraft[]).map(value => ({ value, label: t.jitters[value] }))

/** When a failed attempt is repeated: the schedule, how it varies, where it ends; drawn as it is typed. */
export function RetryFields({ draft, errors, onChange }: FormProps) {
  const preset = isPreset(draft.retry)
  const number = (
    key: 'first' | 'step' | 'factor' | 'cap' | 'share' | 'maxTries' | 'maxHours' | 'retryAfterCap',
    label: string,
    placeholder = '',
    hint?: string,
  ) => (
    <Field label={label} hint={hint} error={errors[key]}>
      <Input inputMode="decimal" value={draft[key]} placeholder={placeholder} onChange={event => onChange({ [key]: event.target.value })} />
    </Field>
  )
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t.kind} hint={kinds.find(kind => kind.value === draft.retry)?.hint}>
          <Select
            value={draft.retry}
            options={kinds}
            onChange={retry =>
              onChange({
                retry,
                retryChosen: true,
                ...(isPreset(retry) ? { jitter: 'preset' } : { jitter: preset ? 'plus-minus' : draft.jitter }),
              })
            }
          />
        </Field>
        <div className="grid auto-cols-[6rem] grid-flow-col grid-cols-[minmax(0,1fr)] gap-2">
          <Field label={t.jitter}>
            <Select
              value={draft.jitter}
              options={preset ? jitters : jitters.filter(({ value }) => value !== 'preset')}
              onChange={jitter => onChange({ jitter })}
            />
          </Field>
          {draft.jitter === 'plus-minus' || draft.jitter === 'add' ? number('share', t.share) : null}
        </div>
      </div>
      {draft.retry === 'custom' ? (
        <Field label={en.endpoint.delays} hint={en.endpoint.delaysHint} error={errors.delays}>
          <Input mono value={draft.delays} onChange={event => onChange({ delays: event.target.value })} />
        </Field>
      ) : null}
      {draft.retry === 'linear' || draft.retry === 'exponential' ? (
        <div className="grid gap-4 sm:grid-cols-3">
          {number('first', t.first)}
          {draft.retry === 'linear' ? number('step', t.step) : number('factor', t.factor)}
          {number('cap', t.cap, t.capPlaceholder)}
        </div>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-3">
        {number('maxTries', t.maxTries, t.noLimit)}
        {number('maxHours', t.maxHours, t.noLimit)}
        {number('retryAfterCap', t.retryAfterCap, '1440', t.retryAfterHint)}
      </div>
      <Switch label={t.retry4xx} hint={t.retry4xxHint} checked={draft.retry4xx} onChange={retry4xx => onChange({ retry4xx })} />
      {Object.keys(retryErrors(draft)).length > 0 ? null : <Preview draft={draft} />}
    </>
  )
}

function Preview({ draft }: Pick<FormProps, 'draft'>) {
  // Drawn anew when it comes to something else, and not with every letter of the name.
  const key = JSON.stringify(retryChoice(draft))
  return <Timeline key={key} choice={retryChoice(draft)} />
}
