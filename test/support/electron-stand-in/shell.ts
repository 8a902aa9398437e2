import { join } from 'node:path'
import { type Launched, launch } from '../launched.ts'
import { root } from '../run-node.ts'
import type { Commands } from './control.ts'

/** The built Electron host, running under the stand-in. */
export interface Shell extends Launched {
  ask<C extends keyof Commands>(command: C, ...args: Parameters<Commands[C]>): Promise<unknown>
}

export function launchShell(dataDir: string, env: Readonly<Record<string, string>> = {}): Shell {
  const register = join(root, 'test/support/electron-stand-in/register.ts')
  const flags = [`--data-dir=${dataDir}`, '--receiver-port=0', '--ui-port=0']
  const launched = launch('--import', [register, join(root, 'out/main/index.js'), ...flags], { HOOKBENCH_LOG: 'error', ...env })
  const { child } = launched
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>()
  let last = 0
  child.on('message', (answer: { id: number; value?: unknown; error?: string }) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  return {
    ...launched,
    ask: (command, ...[arg]) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))))
        child.send({ id, command, arg }, error => error && reject(error))
      }),
  }
}
