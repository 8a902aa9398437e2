import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-node.ts'

/**
 * Installs the vendors' SDKs, against which our signatures are proven. They have a lockfile of their own, for they are large and
 * only tests need them; the stamp is that lockfile's hash.
 * @returns whether they are there
 */
export async function installVendors(): Promise<boolean> {
  const folder = join(root, 'test/vendors')
  const lock = join(folder, 'package-lock.json')
  if (!existsSync(lock)) return true
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  const stamp = join(folder, 'node_modules/.hookbench-stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  process.stdout.write('Installing the vendors’ SDKs (once) ..\n')
  // npm tells its scripts where it is itself: so it runs without a shell, and on Windows too. It also tells them the folder of
  // the package that it runs for, which would send the install there instead of here.
  const { npm_execpath: npm, npm_config_local_prefix: _outer, ...env } = process.env
  const args = ['ci', '--no-audit', '--no-fund', '--prefix', folder]
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const child = spawn(command, [...first, ...args], { cwd: folder, stdio: 'inherit', env })
  const installed = await new Promise<boolean>(settle => {
    child.once('error', () => settle(false)).once('close', code => settle(code === 0))
  })
  if (installed) writeFileSync(stamp, hash)
  return installed
}
