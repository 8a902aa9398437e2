import type { Capture, ReplyPlan } from '#domain/capture.ts'
import { defaultLimits, type Limits } from '#receiver/limits.ts'
import { type Receiver, startReceiver } from '#receiver/server.ts'

export const ok: ReplyPlan = { status: 200, headers: [], body: 'kept', delayMs: 0 }
/** What intake plans for a Capture with this problem. */
const planned: Record<string, ReplyPlan> = {
  malformed: { ...ok, status: 400, body: 'malformed' },
  oversized: { ...ok, status: 413, body: 'oversized' },
  timeout: { ...ok, status: 408, body: 'timeout' },
  aborted: { ...ok, status: 0, body: '' },
}

export interface TestReceiver extends Receiver {
  readonly captures: Capture[]
  readonly outcomes: { id: number; outcome: string }[]
  readonly failures: unknown[]
  /** Resolves when so many Captures have come in all. */
  captured(count: number): Promise<Capture[]>
  /** Resolves when so many replies did not go out as planned. */
  outcome(count: number): Promise<{ id: number; outcome: string }[]>
}

/** The real receiver over a list instead of the store. */
export async function openReceiver(
  limits: Partial<Limits> = {},
  capture: (capture: Capture) => Promise<ReplyPlan> = async ({ problem }) => (problem ? (planned[problem] ?? ok) : ok),
): Promise<TestReceiver> {
  const captures: Capture[] = []
  const outcomes: { id: number; outcome: string }[] = []
  const failures: unknown[] = []
  const watchers = new Set<() => void>()
  const tell = () => {
    for (const watcher of [...watchers]) watcher()
  }
  const when = <T>(list: T[], count: number) =>
    new Promise<T[]>(resolve => {
      const look = () => {
        if (list.length < count) return
        watchers.delete(look)
        resolve(list)
      }
      watchers.add(look)
      look()
    })
  const receiver = await startReceiver(
    { host: '127.0.0.1', port: 0 },
    {
      limits: { ...defaultLimits, ...limits },
      capture: async taken => {
        const id = captures.push(taken)
        tell()
        return { id, reply: await capture(taken) }
      },
      unavailable: { status: 503, headers: ['Retry-After', '10'], body: 'later', delayMs: 0 },
      wireOutcome: (id, outcome) => {
        outcomes.push({ id, outcome })
        tell()
      },
      originOf: () => 'received',
      now: Date.now,
      monotonic: () => performance.now(),
      failed: error => failures.push(error),
    },
  )
  const captured = (count: number) => when(captures, count)
  return { ...receiver, captures, outcomes, failures, captured, outcome: count => when(outcomes, count) }
}
