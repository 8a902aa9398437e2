import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { type SettingsSection, type SettingsSectionId, settingsSections, wordsOf } from '../../commands/settings.ts'
import { loadInfo, saveSettings } from '../../state/config.ts'
import { app, useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { settingsText as t } from '../../strings/settings.ts'
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

/**
 * Settings. Each is saved when it is changed: there is nothing to confirm and nothing to lose.
 * @param search what is looked for in them to begin with
 */
export function SettingsDialog({ search, onClose }: { search: string; onClose(): void }) {
  const settings = useApp(state => state.settings)
  const [text, setText] = useState(search)
  useEffect(() => {
    // Counts and sizes in "About" are as of now; without them the old ones stay.
    loadInfo().catch(() => {})
  }, [])
  const save = (patch: Parameters<typeof saveSettings>[0]) => {
    saveSettings(patch).catch(error => notifyError(en.settings.saveFailed, error))
  }
  if (!settings) return null
  const nodes: Record<SettingsSectionId, ReactNode> = {
    appearance: <Appearance settings={settings} onSave={save} />,
    retention: <Retention settings={settings} onSave={save} />,
    alerts: <AlertChannels />,
    tunnel: <TunnelSettings onSave={save} />,
    desktop: <Desktop settings={settings} onSave={save} />,
    updates: <Updates settings={settings} onSave={save} />,
    keys: <KeySettings />,
    workspace: <Workspace onClose={onClose} />,
    privacy: (
      <Section title={t.privacy.title}>
        <p className="text-ink-2">{t.privacy.text}</p>
      </Section>
    ),
    about: <About />,
  }
  const wanted = text.trim().toLowerCase()
  const sections = Object.entries<SettingsSection>(settingsSections)
    .filter(([, section]) => section.when?.(app()) !== false)
    .map(([id, section]) => ({ id: id as SettingsSectionId, found: wordsOf(section).includes(wanted) }))
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
      {sections.some(({ found }) => found) ? null : <p className="text-ink-2">{t.none}</p>}
      {sections.map(({ id, found }) => (
        // Hidden, not taken away: a search must not throw away what is written in another section.
        <div key={id} hidden={!found} className="empty:hidden">
          {nodes[id]}
        </div>
      ))}
    </Dialog>
  )
}
