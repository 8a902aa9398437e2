import { checkSetupText } from '../../strings/check-setup.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import type { FieldsProps } from './fields.ts'

const t = checkSetupText.limits
/** What the core does when nothing is said. */
const USUAL = { maxSeconds: 300, maxRequests: 1500 }

/** How long is waited, and where a run ends. */
export function LimitsFields({ draft, errors, known, onChange }: FieldsProps) {
  const timeoutMs = known.providers.find(({ id }) => id === draft.provider)?.timeoutMs ?? null
  const field = (name: 'timeoutSeconds' | 'maxSeconds' | 'maxRequests' | 'settleSeconds', label: string, hint: string) => (
    <Field label={label} hint={hint} error={errors[name]}>
      <Input inputMode="decimal" value={draft[name]} onChange={event => onChange({ [name]: event.target.value })} />
    </Field>
  )
  return (
    <Disclosure title={t.title} open={Boolean(errors.timeoutSeconds ?? errors.maxSeconds ?? errors.maxRequests ?? errors.settleSeconds)}>
      {field('timeoutSeconds', t.timeout, t.timeoutHint(timeoutMs === null ? null : timeoutMs / 1000))}
      {field('settleSeconds', t.settle, t.settleHint)}
      <div className="grid grid-cols-2 gap-3">
        {field('maxSeconds', t.seconds, t.usual(USUAL.maxSeconds))}
        {field('maxRequests', t.requests, t.usual(USUAL.maxRequests))}
      </div>
    </Disclosure>
  )
}
