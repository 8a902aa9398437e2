import type { Settings } from '#contract/app.ts'
import { en } from '../../strings/en.ts'
import { settingsText as t } from '../../strings/settings.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Section } from './section.tsx'

const themes = (['system', 'light', 'dark'] as const).map(value => ({ value, label: en.settings.themes[value] }))
const contrasts = (['system', 'more', 'usual'] as const).map(value => ({ value, label: t.contrasts[value] }))

export interface SettingsPart {
  readonly settings: Settings
  onSave(patch: Partial<Settings>): void
}

export function Appearance({ settings, onSave }: SettingsPart) {
  return (
    <Section title={en.settings.appearance}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={en.settings.theme}>
          <Select value={settings.theme} options={themes} onChange={theme => onSave({ theme })} />
        </Field>
        <Field label={t.contrast}>
          <Select value={settings.contrast} options={contrasts} onChange={contrast => onSave({ contrast })} />
        </Field>
      </div>
    </Section>
  )
}
