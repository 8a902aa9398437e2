import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { LaunchOptions } from '@playwright/test'

/**
 * The Chromium that comes out of npm (@sparticuz/chromium), so that tests need no download, no root and no installed browser.
 * Playwright's own browser is fetched from the network, which closed networks refuse.
 */
const run = promisify(execFile)

/**
 * Not the package's own `args`: those switch web security off and run everything in one process, and half of what our browser
 * tests prove (origins, cookies, CSP) would then prove nothing. The OS sandbox alone is off, for containers run tests as root.
 */
const args = ['--no-sandbox', '--disable-setuid-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** What Playwright needs to launch it. `CHROMIUM` names another executable instead. */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  const given = process.env['CHROMIUM']
  if (given) return { executablePath: given, args }
  const folder = await unpacked()
  // Without fonts of its own a container shows boxes; the package brings some, and a font configuration beside them.
  const env = existsSync('/etc/fonts/fonts.conf') ? {} : { env: { ...definedEnv(), FONTCONFIG_PATH: join(folder, 'fonts') } }
  return { executablePath: join(folder, 'chromium'), args, ...env }
}

/**
 * Folder that holds the unpacked executable, one a version. The package unpacks straight into the temp folder and takes a file
 * that exists for a finished one, so a second process would start half a browser: each unpacks into a folder of its own, and
 * the rename decides who was first.
 */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `hookbench-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(folder)) return folder
  const mine = await mkdtemp(`${folder}-`)
  const script = `(await import(${JSON.stringify(pathToFileURL(entry).href)})).default.executablePath()`
  await run(process.execPath, ['--input-type=module', '-e', `await ${script}`], { env: { ...process.env, TMPDIR: mine } })
  // The configuration that it brings names the temp folder itself as the place of the fonts.
  const fonts = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
  await writeFile(join(mine, 'fonts', 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>\n`)
  try {
    await rename(mine, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'chromium'))) throw error
    await rm(mine, { recursive: true, force: true })
  }
  return folder
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
