import { useEffect } from 'react'
import { loadInfo, saveSettings } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { AlertChannels } from '../alerts/channels.tsx'
import { About } from './about.tsx'
import { NumberSetting } from './number-setting.tsx'
import { Section } from './section.tsx'
import { TunnelSettings } from './tunnel-settings.tsx'

const themes = (['system', 'light', 'dark'] as const).map(value => ({ value, label: en.settings.themes[value] }))
const GIB = 1024 ** 3

/** Settings. Each is saved when it is changed: there is nothing to confirm and nothing to lose. */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const settings = useApp(state => state.settings)
  useEffect(() => {
    // Counts and sizes in "About" are as of now; without them the old ones stay.
    loadInfo().catch(() => {})
  }, [])
  const save = (patch: Parameters<typeof saveSettings>[0]) => {
    saveSettings(patch).catch(error => notifyError(en.settings.saveFailed, error))
  }
  if (!settings) return null
  return (
    <Dialog open onClose={onClose} title={en.settings.title}>
      <Section title={en.settings.appearance}>
        <Field label={en.settings.theme}>
          <Select value={settings.theme} options={themes} onChange={theme => save({ theme })} />
        </Field>
      </Section>
      <Section title={en.settings.retention} hint={en.settings.retentionHint}>
        <div className="grid gap-4 sm:grid-cols-3">
          <NumberSetting label={en.settings.maxBytes} value={settings.maxBytes} unit={GIB} onSave={maxBytes => save({ maxBytes })} />
          <NumberSetting
            label={en.settings.inboxMaxBytes}
            value={settings.inboxMaxBytes}
            unit={GIB}
            onSave={inboxMaxBytes => save({ inboxMaxBytes })}
          />
          <NumberSetting
            label={en.settings.inboxMaxDays}
            value={settings.inboxMaxDays}
            unit={1}
            onSave={inboxMaxDays => save({ inboxMaxDays })}
          />
        </div>
      </Section>
      <AlertChannels />
      <TunnelSettings onSave={save} />
      <About />
    </Dialog>
  )
}
