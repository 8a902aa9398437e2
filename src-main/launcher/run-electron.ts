import { spawn } from 'node:child_process'
import { root } from './root.ts'

/** The window is up when its host has printed the ready line. */
const READY = '"event":"ready"'

/**
 * Runs the window until it is closed.
 * @returns its exit code, or why it never came up: missing libraries, a sandbox that root may not use
 */
export async function runElectron(binary: string, flags: readonly string[]): Promise<number | { readonly why: string }> {
  const child = spawn(binary, [root, ...flags], { stdio: ['inherit', 'pipe', 'pipe'] })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return await new Promise(settle => {
    let out = ''
    let complaint = ''
    let ready = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      out = (out + text).slice(-4_096)
      ready ||= out.includes(READY)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      // Held back until the window is up: if it never is, one line says why instead of Chromium's many.
      if (ready) process.stderr.write(text)
      else complaint = (complaint + text).slice(-4_096)
    })
    child.once('error', error => settle({ why: `Electron did not start (${error.message})` }))
    child.once('close', (code, signal) => {
      // 2 is our own refusal (data folder in use, port taken) and would be the same in a browser.
      if (ready || code === 0 || code === 2) {
        if (!ready) process.stderr.write(complaint)
        settle(code ?? 0)
      } else settle({ why: `Electron ended with ${signal ?? `code ${code}`} (${lastLine(complaint)})` })
    })
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 200) || 'it said nothing'
}
