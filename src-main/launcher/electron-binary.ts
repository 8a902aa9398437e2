import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** The installed `electron` package. Only its files are looked at: importing it would download the binary, at once and without a limit. */
export const electronPackage = join(root, 'node_modules/electron')

/** Version of the `electron` package, null when it is not installed (`npm ci --omit=dev`). */
export function electronVersion(): string | null {
  const text = readIfThere(join(electronPackage, 'package.json'))
  return text === null ? null : (JSON.parse(text) as { version: string }).version
}

/** Path of Electron's executable, or null when it is not there in the package's own version. */
export function electronBinary(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const executable = readIfThere(join(electronPackage, 'path.txt'))?.trim()
  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) return existing(join(override, executable || 'electron'))
  if (!executable) return null
  const installed = readIfThere(join(electronPackage, 'dist/version'))?.trim().replace(/^v/, '')
  return installed === electronVersion() ? existing(join(electronPackage, 'dist', executable)) : null
}

/** Whether a window could be shown at all. Windows and macOS always have a screen, Linux says so in its environment. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
