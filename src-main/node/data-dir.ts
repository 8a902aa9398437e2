import { chmodSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { StartRefused } from './refusal.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The folder of captures, settings and secrets where nobody names another: each system's own convention. */
export function defaultDataDir(platform: NodeJS.Platform = process.platform, env: Env = process.env, home = homedir()): string {
  const named = env['HOOKBENCH_DATA_DIR']
  if (named) return resolve(named)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Hookbench')
  // Local, not roaming: a store of gigabytes must not travel with a Windows profile.
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Hookbench')
  // The XDG specification says that a relative path here is to be ignored.
  const xdg = env['XDG_DATA_HOME']
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'hookbench')
}

/** Makes the folder if need be, readable by its owner alone: captured credentials lie in it as they were received. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error ? (error as NodeJS.ErrnoException).code : String(error)
    throw new StartRefused(`The data folder ${dataDir} cannot be created (${reason}); choose another with --data-dir.`)
  }
  try {
    chmodSync(dataDir, 0o700)
  } catch {
    // A mounted volume may belong to somebody else and refuse. Writing to it will tell if it is of no use.
  }
}
