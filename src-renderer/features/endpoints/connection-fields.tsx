import { endpointText } from '../../strings/endpoint.ts'
import { Field } from '../../ui/field.tsx'
import { Input, TextArea } from '../../ui/input.tsx'
import { Switch } from '../../ui/toggle.tsx'
import type { FormProps } from './form.ts'

const t = endpointText.connection

/** How long an answer is waited for, and which certificates are trusted. */
export function ConnectionFields({ draft, errors, onChange }: FormProps) {
  return (
    <>
      <Field label={t.timeout} error={errors.timeout}>
        <Input
          className="max-w-40"
          inputMode="numeric"
          value={draft.timeout}
          onChange={event => onChange({ timeout: event.target.value })}
        />
      </Field>
      <Switch
        label={t.insecure}
        hint={t.insecureHint}
        checked={draft.insecureTls}
        disabled={!draft.local}
        onChange={insecureTls => onChange({ insecureTls })}
      />
      <Field label={t.ca} hint={t.caHint} error={errors.ca}>
        <TextArea
          mono
          rows={3}
          value={draft.ca}
          placeholder="-----BEGIN CERTIFICATE-----"
          onChange={event => onChange({ ca: event.target.value })}
        />
      </Field>
    </>
  )
}
