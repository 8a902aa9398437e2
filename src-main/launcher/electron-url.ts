import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, posix } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Where @electron/get 5 fetches from when nobody names a mirror. */
const OFFICIAL = 'https://github.com/electron/electron/releases/download/'

/** Address of Electron's archive, by the rules of @electron/get 5: the same variables, in the same order. */
export function electronUrl(version: string, env: Env = process.env): string {
  const platform = env['ELECTRON_INSTALL_PLATFORM'] || env['npm_config_platform'] || process.platform
  const arch = env['ELECTRON_INSTALL_ARCH'] || env['npm_config_arch'] || process.arch
  const wanted = version.startsWith('v') ? version : `v${version}`
  const folder = (setting(env, 'custom_dir') ?? wanted).replace('{{ version }}', wanted.slice(1))
  const file = setting(env, 'custom_filename') ?? `electron-${wanted}-${platform}-${arch}.zip`
  return `${setting(env, 'mirror') ?? OFFICIAL}${folder}/${file}`
}

/** Whether the archive lies in @electron/get's cache already: then no network is needed, and none must be asked. */
export function isCached(url: string, env: Env = process.env): boolean {
  if (!URL.canParse(url)) return false
  const parsed = new URL(url)
  parsed.hash = ''
  parsed.search = ''
  const file = posix.basename(parsed.pathname)
  parsed.pathname = posix.dirname(parsed.pathname)
  const folder = createHash('sha256').update(parsed.toString()).digest('hex')
  return existsSync(join(cacheRoot(env), folder, file))
}

function cacheRoot(env: Env): string {
  const named = env['electron_config_cache']
  if (named) return named
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/electron')
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData/Local'), 'electron/Cache')
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'electron')
}

function setting(env: Env, name: string): string | undefined {
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  const names = [`npm_config_electron_${camel.toLowerCase()}`, `NPM_CONFIG_ELECTRON_${name.toUpperCase()}`, `npm_config_electron_${name}`]
  const more = [`npm_package_config_electron_${camel}`, `npm_package_config_electron_${name}`, `ELECTRON_${name.toUpperCase()}`]
  return [...names, ...more].map(key => env[key]).find(Boolean)
}
