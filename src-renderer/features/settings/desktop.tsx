import { useApp } from '../../state/store.ts'
import { settingsText } from '../../strings/settings.ts'
import { Switch } from '../../ui/toggle.tsx'
import type { SettingsPart } from './appearance.tsx'
import { Section } from './section.tsx'

const t = settingsText.desktop

/** What the desktop does with Hookbench; each switch only where the host can do it. */
export function Desktop({ settings, onSave }: SettingsPart) {
  const tray = useApp(state => state.info?.capabilities.tray ?? false)
  const login = useApp(state => state.info?.capabilities.openAtLogin ?? false)
  return (
    <Section title={t.title}>
      {tray ? (
        <Switch
          label={t.closeToTray}
          hint={t.closeToTrayHint}
          checked={settings.closeToTray}
          onChange={closeToTray => onSave({ closeToTray })}
        />
      ) : null}
      {login ? (
        <Switch
          label={t.openAtLogin}
          hint={tray ? t.openAtLoginHint : t.openAtLoginPlain}
          checked={settings.openAtLogin}
          onChange={openAtLogin => onSave({ openAtLogin })}
        />
      ) : null}
    </Section>
  )
}
