import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InputOf, MethodName, OutputOf } from '#contract/methods.ts'
import { type Launched, launch } from '../launched.ts'
import { root } from '../run-node.ts'
import type { Commands } from './control.ts'

export interface DeskState {
  readonly notifications: { title: string; body: string; groupId: string; actions: { text: string }[] }[]
  readonly opened: string[]
  /** Details and messages of the questions that were put to a person. */
  readonly asked: string[]
  readonly questions: string[]
  readonly copied: string[]
  readonly schemes: string[]
  readonly roles: string[]
  readonly menu: { id: string; label: string; enabled: boolean; accelerator?: string; registerAccelerator?: boolean }[]
  readonly tray: { image: string; toolTip: string; lines: { id: string | null; label: string }[] } | null
  readonly windows: {
    shown: boolean
    focused: number
    url: string
    bounds: { x: number; y: number; width: number; height: number }
    preferences: Record<string, unknown>
  }[]
}

/** The built Electron host, running under the stand-in. */
export interface Shell extends Launched {
  /** A call to its API, with the token that lies beside its data. */
  rpc<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>>
  /** What it has done to the desktop. */
  state(): Promise<DeskState>
  ask<C extends keyof Commands>(command: C, ...args: Parameters<Commands[C]>): Promise<unknown>
}

/** @param args behind our flags, as a system adds them: links, `--hidden` */
export function launchShell(dataDir: string, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Shell {
  const register = join(root, 'test/support/electron-stand-in/register.ts')
  const flags = [`--data-dir=${dataDir}`, '--receiver-port=0', '--ui-port=0']
  const launched = launch('--import', [register, join(root, 'out/main/index.js'), ...flags, ...args], { HOOKBENCH_LOG: 'error', ...env })
  const { child } = launched
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>()
  let last = 0
  child.on('message', (answer: { id: number; value?: unknown; error?: string }) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  const ask: Shell['ask'] = (command, ...[arg]) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))))
      child.send({ id, command, arg }, error => error && reject(error))
    })
  return {
    ...launched,
    ask,
    state: async () => (await ask('state')) as DeskState,
    async rpc(method, input) {
      const { api, tokenFile } = await launched.ready
      const headers = { authorization: `Bearer ${readFileSync(String(tokenFile), 'utf8')}`, 'content-type': 'application/json' }
      const answer = await fetch(`${api}/${method}`, { method: 'POST', headers, body: JSON.stringify(input) })
      const { ok, value, error } = (await answer.json()) as { ok: boolean; value: never; error?: { message: string } }
      if (!ok) throw new Error(`${method}: ${error?.message}`)
      return value
    },
  }
}
