import { saveSettings } from '../state/config.ts'
import { app } from '../state/store.ts'
import { openDialog, toggleRail } from '../state/ui.ts'
import { en } from '../strings/en.ts'
import { notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

async function switchTheme(): Promise<void> {
  try {
    await saveSettings({ theme: app().theme === 'dark' ? 'light' : 'dark' })
  } catch (error) {
    notifyError(en.settings.saveFailed, error)
  }
}

export const windowCommands: readonly Command[] = [
  { id: 'window.palette', title: en.command.palette, group: 'window', keys: ['$mod+k'], run: () => openDialog({ kind: 'palette' }) },
  { id: 'window.help', title: en.command.help, group: 'window', keys: ['?'], run: () => openDialog({ kind: 'help' }) },
  {
    id: 'window.settings',
    title: en.command.settings,
    group: 'window',
    keys: [',', '$mod+,'],
    run: () => openDialog({ kind: 'settings' }),
  },
  { id: 'window.rail', title: en.command.rail, group: 'window', keys: ['$mod+b'], run: toggleRail },
  { id: 'window.theme', title: en.command.theme, group: 'window', keys: [], run: switchTheme },
]
