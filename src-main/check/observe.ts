import { execFile } from 'node:child_process'
import { send, wait } from './client.ts'
import type { Dial } from './dial.ts'

/** How side effects are counted. A command runs without a shell; `shell` is the user's own text for one. */
export type Observation = { readonly url: string } | { readonly command: readonly string[] } | { readonly shell: string }

/** Answers the number of side effects so far. @throws Error with a sentence when it cannot */
export type Count = () => Promise<number>

const LIMIT_MS = 10_000
const MAX_OUTPUT = 64 * 1024

/** @param dial makes connections for a URL */
export function counter(observation: Observation, dial: Dial | null, signal: AbortSignal): Count {
  if ('url' in observation) {
    return async () => {
      if (!dial) throw new Error('The observation has no connection.')
      const draft = { method: 'GET', url: observation.url, headers: ['Accept', 'application/json, text/plain'], body: new Uint8Array() }
      const { status, error, body } = await send(draft, { dial, signal, patienceMs: LIMIT_MS })
      if (status !== 200)
        throw new Error(`The observation ${observation.url} ${status === null ? `did not answer: ${error}` : `answered with ${status}.`}`)
      return numberIn(body.toString('utf8'), `The observation ${observation.url} answered`)
    }
  }
  const [file = '', ...args] = 'command' in observation ? observation.command : shellOf(observation.shell)
  const name = 'command' in observation ? file : observation.shell
  return () =>
    new Promise((resolve, reject) => {
      execFile(file, args, { timeout: LIMIT_MS, maxBuffer: MAX_OUTPUT, windowsHide: true, signal }, (error, stdout, stderr) => {
        if (error)
          return reject(new Error(`The observation “${name}” failed: ${(stderr || error.message).trim().split('\n')[0]?.slice(0, 200)}`))
        try {
          resolve(numberIn(stdout, `The observation “${name}” printed`))
        } catch (wrong) {
          reject(wrong)
        }
      })
    })
}

const shellOf = (text: string): string[] => (process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', text] : ['/bin/sh', '-c', text])

/** A number by itself, or the only one in a JSON object (`{"count":3}`). */
export function numberIn(text: string, said: string): number {
  const trimmed = text.trim()
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed)
  try {
    const value: unknown = JSON.parse(trimmed)
    const numbers =
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.values(value).filter(item => typeof item === 'number')
        : []
    if (numbers.length === 1) return numbers[0] as number
  } catch {}
  throw new Error(`${said} “${trimmed.slice(0, 60)}”, which is not a number.`)
}

/** Readings until two in a row are the same: work may go on after the answer. */
const MAX_READINGS = 20

/** The count once it stands still. @param from the last one that did, to which a first reading is compared */
export async function settled(count: Count, settleMs: number, signal: AbortSignal): Promise<number> {
  let last = await count()
  for (let i = 0; i < MAX_READINGS && !signal.aborted; i++) {
    await wait(settleMs, signal)
    const now = await count()
    if (now === last) return now
    last = now
  }
  return last
}

/** For a person: how it is counted. */
export function describeObservation(observation: Observation): string {
  if ('url' in observation) return observation.url
  return 'command' in observation ? observation.command.join(' ') : observation.shell
}
