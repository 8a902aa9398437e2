import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { InputOf, MethodName, OutputOf } from '#contract/methods.ts'

/** The built browser host in a process of its own: what `npm run serve` runs. */
export interface Host {
  readonly receiver: string
  readonly ui: string
  readonly api: string
  readonly token: string
  readonly dataDir: string
  readonly pid: number
  /** What it has logged so far. */
  log(): string
  rpc<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>>
  /** Asks it to end and waits; `SIGKILL` is a crash. Starting again with the same folder is a restart. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const script = fileURLToPath(new URL('../../../out/main/headless.js', import.meta.url))
/** A host compiles for half a second of CPU, and there is one for each test. */
const compiled = fileURLToPath(new URL('../../../out/compiled', import.meta.url))

export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'hookbench-e2e-'))
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

/** @param env beside this process's own */
export async function startHost(dataDir: string, flags: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Host> {
  if (!existsSync(script)) throw new Error('There is no build to test: run "npm run build" first, or the whole of "npm test".')
  const args = [script, '--data-dir', dataDir, '--receiver-port', '0', '--ui-port', '0', '--no-open', ...flags]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...env },
  })
  let log = ''
  child.stderr.on('data', chunk => {
    log += chunk
  })
  const ready = await firstLine(child, () => log)
  return {
    ...ready,
    pid: child.pid ?? 0,
    log: () => log,
    async rpc(method, input) {
      const response = await fetch(`${ready.api}/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      const answer = (await response.json()) as { ok: boolean; value: never; error?: { message: string } }
      if (!answer.ok) throw new Error(`${method}: ${answer.error?.message}`)
      return answer.value
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await once(child, 'exit')
      }
      return child.exitCode
    },
  }
}

type Ready = Pick<Host, 'receiver' | 'ui' | 'api' | 'token' | 'dataDir'>

function firstLine(child: ChildProcess, log: () => string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('The host has no stdout.'))
    createInterface(child.stdout).once('line', line => resolve(JSON.parse(line) as Ready))
    child.once('exit', code => reject(new Error(`The host ended with code ${code} before it was ready:\n${log()}`)))
  })
}
