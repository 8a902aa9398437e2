import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { openDialog } from '../state/ui.ts'
import { en } from '../strings/en.ts'
import { sectionsText as t } from '../strings/settings-sections.ts'
import { tunnelStateText } from '../strings/tunnel-state.ts'
import type { Command } from './command.ts'

/** A section of the settings: what finds it there finds it in the palette, too. */
export interface SettingsSection {
  readonly title: string
  /** What is in it, and other words that people look for. */
  readonly words: readonly string[]
  /** False: this host has nothing to set there. */
  when?(state: AppState): boolean
}

const s = en.settings

/** In the order in which they are shown. */
export const settingsSections = {
  appearance: { title: s.appearance, words: [s.theme, t.contrast, ...Object.values(s.themes)] },
  retention: { title: s.retention, words: [s.maxBytes, s.inboxMaxBytes, s.inboxMaxDays, 'delete storage disk'] },
  alerts: { title: s.notifications, words: ['alerts slack webhook email e-mail smtp mute'] },
  tunnel: { title: tunnelStateText.title, words: ['ngrok receiver public url'] },
  desktop: {
    title: t.desktop.title,
    words: [t.desktop.closeToTray, t.desktop.openAtLogin, 'tray autostart'],
    when: ({ info }) => Boolean(info?.capabilities.tray || info?.capabilities.openAtLogin),
  },
  updates: {
    title: t.updates.title,
    words: [t.updates.wanted, 'version release notes'],
    when: ({ info }) => Boolean(info?.capabilities.updates),
  },
  keys: { title: t.keys.title, words: ['keyboard shortcuts'] },
  workspace: { title: t.workspace.title, words: [t.workspace.export, t.workspace.import, 'backup archive'] },
  privacy: { title: t.privacy.title, words: ['telemetry encryption'] },
  about: { title: s.about, words: [s.dataDir, s.version, s.receiver, s.api] },
} satisfies Record<string, SettingsSection>

export type SettingsSectionId = keyof typeof settingsSections

/** Text that is looked for in a section, all in lower case. */
export const wordsOf = ({ title, words }: SettingsSection): string => [title, ...words].join(' ').toLowerCase()

const show = (section: SettingsSectionId) => openDialog({ kind: 'settings', search: settingsSections[section].title })

/** The settings by their sections, and what of them is an action. */
export const settingsCommands: readonly Command[] = [
  // They lead to the form and start nothing: what goes into the file, its passphrase and the file itself are chosen there.
  { id: 'workspace.export', title: t.command.export, group: 'window', keys: [], words: 'backup archive', run: () => show('workspace') },
  { id: 'workspace.import', title: t.command.import, group: 'window', keys: [], words: 'restore archive', run: () => show('workspace') },
  ...Object.entries<SettingsSection>(settingsSections).map(([id, section]) => ({
    id: `settings.${id}`,
    title: t.command.section(section.title),
    group: 'window' as const,
    keys: [],
    words: wordsOf(section),
    when: () => section.when?.(app()) !== false,
    run: () => show(id as SettingsSectionId),
  })),
]
