import { checkSetupText } from '../../strings/check-setup.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Segmented } from '../detail/body/segmented.tsx'
import type { FieldsProps } from './fields.ts'
import { Section } from './section.tsx'

const t = checkSetupText.observation

/** How side effects are counted, and what that is good for. */
export function ObservationField({ draft, errors, onChange }: FieldsProps) {
  return (
    <Section title={t.title}>
      <p className="-mt-1 text-ink-2 text-small">{t.why}</p>
      <div>
        <Segmented
          label={t.label}
          value={draft.observe}
          options={[
            { value: 'none', label: t.none },
            { value: 'url', label: t.url },
            { value: 'command', label: t.command },
          ]}
          onChange={observe => onChange({ observe })}
        />
      </div>
      {draft.observe === 'url' ? (
        <Field label={t.urlLabel} hint={t.urlHint} error={errors.observe}>
          <Input
            mono
            value={draft.observeUrl}
            placeholder={t.urlPlaceholder}
            onChange={event => onChange({ observeUrl: event.target.value })}
          />
        </Field>
      ) : null}
      {draft.observe === 'command' ? (
        <Field label={t.commandLabel} hint={t.commandHint} error={errors.observe}>
          <Input
            mono
            value={draft.observeCommand}
            placeholder={t.commandPlaceholder}
            onChange={event => onChange({ observeCommand: event.target.value })}
          />
        </Field>
      ) : null}
    </Section>
  )
}
