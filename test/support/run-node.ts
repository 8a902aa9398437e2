import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Folder of package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a script under this very Node, its output shown as it comes; whether it ended well. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}
