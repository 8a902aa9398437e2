import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './run-node.ts'

export interface Launched {
  readonly child: ChildProcess
  /** What it has printed so far. */
  out(): string
  err(): string
  /** The ready line, as soon as it is there. Rejects with what was said when the process ends before. */
  readonly ready: Promise<Record<string, unknown>>
  /** Exit code. */
  readonly ended: Promise<number | null>
}

/** Starts one of our scripts as a person would, in an environment of its own. Nothing of the machine's own Hookbench is touched. */
export function launch(script: string, args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Launched {
  const plain = {
    ...process.env,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
    HOOKBENCH_TOKEN: undefined,
    HOOKBENCH_LOG: undefined,
    CI: '1',
  }
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...plain, ...env },
  })
  let out = ''
  let err = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<number | null>(settle => child.once('close', code => settle(code)))
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const line = out.split('\n').find(part => part.startsWith('{"event":"ready"') && part.endsWith('}'))
      if (line) resolve(JSON.parse(line) as Record<string, unknown>)
    })
    void ended.then(code => reject(new Error(`ended with ${code} before it was ready: ${err || out}`)))
  })
  // Who waits for the end alone does not care that it was never ready.
  ready.catch(() => undefined)
  return { child, out: () => out, err: () => err, ready, ended }
}

/** A folder that is gone after the tests. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hookbench-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
