import { endpointText } from '../../strings/endpoint.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Switch } from '../../ui/toggle.tsx'
import type { FormProps } from './form.ts'
import type { LimitsDraft } from './limits-draft.ts'

const t = endpointText.limits
type Numbers = { [K in keyof LimitsDraft]: LimitsDraft[K] extends string ? K : never }[keyof LimitsDraft]

/** In which order and how fast it is sent to, and what happens when it only fails. */
export function LimitsFields({ draft, errors, onChange }: FormProps) {
  const number = (key: Numbers, label: string, placeholder = '') => (
    <Field label={label} error={errors[key]}>
      <Input inputMode="decimal" value={draft[key]} placeholder={placeholder} onChange={event => onChange({ [key]: event.target.value })} />
    </Field>
  )
  return (
    <>
      <Switch label={t.ordered} hint={t.orderedHint} checked={draft.ordered} onChange={ordered => onChange({ ordered })} />
      <div className="grid gap-4 sm:grid-cols-2">
        {draft.ordered ? number('headBlock', t.headBlock) : number('concurrency', t.concurrency)}
        {number('rate', t.rate, t.rateNone)}
      </div>
      <Switch label={t.circuit} hint={t.circuitHint} checked={draft.circuit} onChange={circuit => onChange({ circuit })} />
      {draft.circuit ? (
        <div className="grid gap-4 sm:grid-cols-2">
          {number('circuitAfter', t.circuitAfter)}
          {number('circuitSeconds', t.circuitFor)}
        </div>
      ) : null}
      <Switch
        label={t.autoDisable}
        hint={t.autoDisableHint}
        checked={draft.autoDisable}
        onChange={autoDisable => onChange({ autoDisable })}
      />
      {draft.autoDisable ? (
        <div className="grid gap-4 sm:grid-cols-2">
          {number('afterHours', t.afterHours)}
          {number('afterFailures', t.afterFailures)}
        </div>
      ) : null}
    </>
  )
}
