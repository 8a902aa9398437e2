import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Command that opens a URL in the default browser, or null where there is none to open (no display, no opener). */
export function browserCommand(
  url: string,
  platform: NodeJS.Platform = process.platform,
  env: Env = process.env,
): [string, string[]] | null {
  if (env['CI']) return null
  if (platform === 'darwin') return ['open', [url]]
  // Not `start`: that is a word of cmd.exe, which would read the & of a query as the end of the command.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return null
  return onPath('xdg-open', env['PATH'] ?? '') ? ['xdg-open', [url]] : null
}

/** Opens the default browser where there is one. Never throws, never waits, never keeps the process alive. */
export function openBrowser(url: string): boolean {
  const command = browserCommand(url)
  if (!command) return false
  const child = spawn(command[0], command[1], { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
  return true
}

function onPath(name: string, path: string): boolean {
  return path
    .split(delimiter)
    .filter(Boolean)
    .some(folder => {
      try {
        accessSync(join(folder, name), constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
