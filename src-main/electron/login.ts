import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { app } from 'electron'
import { autostartEntry, startsAtLogin } from './autostart.ts'

/** Says that it was the system that started us, and that nobody waits for a window. */
const HIDDEN = '--hidden'

export interface LoginItem {
  /** Whether the system starts us, as it has it now: a person can take it back in the system's own settings. */
  get(): boolean
  set(open: boolean): void
}

/**
 * Starting at login; null in a run from the sources, which is nothing that the system could start by itself.
 * @param flags ours that this run was started with: the data folder is chosen anew at each start
 */
export function loginItem(flags: readonly string[]): LoginItem | null {
  if (!app.isPackaged) return null
  const args = [...flags.filter(flag => flag.startsWith('--data-dir=')), HIDDEN]
  if (process.platform === 'linux') return autostart([process.env['APPIMAGE'] ?? process.execPath, ...args])
  return {
    get() {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args })
      // Windows alone has a switch in its task manager beside the entry.
      return openAtLogin && executableWillLaunchAtLogin !== false
    },
    set: openAtLogin => app.setLoginItemSettings({ openAtLogin, args }),
  }
}

/** Whether this start was one of those. */
export function startedHidden(): boolean {
  return process.argv.includes(HIDDEN) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}

/** Electron has nothing for Linux: desktops there start what has a file in this folder. */
function autostart(command: readonly string[]): LoginItem {
  const given = process.env['XDG_CONFIG_HOME']
  const file = join(given && isAbsolute(given) ? given : join(homedir(), '.config'), 'autostart', 'hookbench.desktop')
  return {
    get() {
      try {
        return startsAtLogin(readFileSync(file, 'utf8'))
      } catch {
        return false
      }
    },
    set(open) {
      if (!open) return rmSync(file, { force: true })
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, autostartEntry(command))
    },
  }
}
