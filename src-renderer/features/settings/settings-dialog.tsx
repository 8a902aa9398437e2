import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { loadInfo, saveSettings } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { settingsText as t } from '../../strings/settings.ts'
import { tunnelText } from '../../strings/tunnel.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Input } from '../../ui/input.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { AlertChannels } from '../alerts/channels.tsx'
import { About } from './about.tsx'
import { Appearance } from './appearance.tsx'
import { Desktop } from './desktop.tsx'
import { KeySettings } from './keys.tsx'
import { Retention } from './retention.tsx'
import { Section } from './section.tsx'
import { TunnelSettings } from './tunnel-settings.tsx'
import { Updates } from './updates.tsx'
import { Workspace } from './workspace.tsx'

/** Settings. Each is saved when it is changed: there is nothing to confirm and nothing to lose. */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const settings = useApp(state => state.settings)
  const capabilities = useApp(state => state.info?.capabilities)
  const [text, setText] = useState('')
  useEffect(() => {
    // Counts and sizes in "About" are as of now; without them the old ones stay.
    loadInfo().catch(() => {})
  }, [])
  const save = (patch: Parameters<typeof saveSettings>[0]) => {
    saveSettings(patch).catch(error => notifyError(en.settings.saveFailed, error))
  }
  if (!settings) return null
  const sections: readonly { words: readonly string[]; node: ReactNode }[] = [
    {
      words: [en.settings.appearance, en.settings.theme, t.contrast, ...Object.values(en.settings.themes)],
      node: <Appearance key="appearance" settings={settings} onSave={save} />,
    },
    {
      words: [en.settings.retention, en.settings.maxBytes, en.settings.inboxMaxBytes, en.settings.inboxMaxDays, 'delete storage disk'],
      node: <Retention key="retention" settings={settings} onSave={save} />,
    },
    { words: [en.settings.notifications, 'alerts slack webhook email e-mail smtp mute'], node: <AlertChannels key="alerts" /> },
    { words: [tunnelText.title, 'ngrok receiver public url'], node: <TunnelSettings key="tunnel" onSave={save} /> },
    ...(capabilities?.tray || capabilities?.openAtLogin
      ? [
          {
            words: [t.desktop.title, t.desktop.closeToTray, t.desktop.openAtLogin, 'tray autostart'],
            node: <Desktop key="desktop" settings={settings} onSave={save} />,
          },
        ]
      : []),
    ...(capabilities?.updates
      ? [
          {
            words: [t.updates.title, t.updates.wanted, 'version release notes'],
            node: <Updates key="updates" settings={settings} onSave={save} />,
          },
        ]
      : []),
    { words: [t.keys.title, 'keyboard shortcuts'], node: <KeySettings key="keys" /> },
    {
      words: [t.workspace.title, t.workspace.export, t.workspace.import, 'backup archive'],
      node: <Workspace key="workspace" onClose={onClose} />,
    },
    {
      words: [t.privacy.title, 'telemetry encryption'],
      node: (
        <Section key="privacy" title={t.privacy.title}>
          <p className="text-ink-2">{t.privacy.text}</p>
        </Section>
      ),
    },
    {
      words: [en.settings.about, en.settings.dataDir, en.settings.version, en.settings.receiver, en.settings.api],
      node: <About key="about" />,
    },
  ]
  const wanted = text.trim().toLowerCase()
  const found = sections.filter(({ words }) => wanted === '' || words.join(' ').toLowerCase().includes(wanted))
  return (
    <Dialog open onClose={onClose} title={en.settings.title}>
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-ink-3" />
        <Input
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          className="pl-8"
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </div>
      {found.length === 0 ? <p className="text-ink-2">{t.none}</p> : found.map(({ node }) => node)}
    </Dialog>
  )
}
