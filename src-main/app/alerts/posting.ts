import type { AlertText } from '#domain/alerts.ts'
import type { Clock, Log } from '../ports.ts'
import type { Channel, ChannelResult } from './channel.ts'

/** Waits before a notice is tried again; then it is let go, for the history has it. */
const AGAIN_MS: readonly number[] = [30_000, 300_000]
/** Notices that wait for a channel that is down; the oldest goes. */
const WAITING = 20

export interface LastResult {
  readonly at: number
  readonly ok: boolean
  readonly message: string
}

/**
 * Sends notices by one channel, one after the other, and remembers how the last one went. A channel that fails is a note in the settings
 * and a line in the log, and never an alert: that would go out by the same channel.
 */
export function createPosting(deps: {
  readonly name: string
  readonly channel: Channel
  readonly clock: Pick<Clock, 'now' | 'timer'>
  readonly log: Log
  /** The note in the settings says something else now. */
  readonly noted: () => void
}) {
  const { name, channel, clock, log } = deps
  const queue: { alert: AlertText; tries: number }[] = []
  let last: LastResult | null = null
  let busy = false
  let stopped = false
  let callOff = () => {}

  const note = (result: ChannelResult): void => {
    const changed = last?.ok !== result.ok || last.message !== result.message
    last = { at: clock.now(), ok: result.ok, message: result.message }
    if (!result.ok) log.warn('alert.channel_failed', { channel: name, reason: result.message })
    if (changed) deps.noted()
  }

  /** What goes wrong before anything is sent (a secret that cannot be opened) is a result like any other: it must end neither the queue nor the process. */
  const send = (alert: AlertText): Promise<ChannelResult> =>
    channel
      .send(alert)
      .catch((error: unknown) => ({ ok: false, again: false, message: error instanceof Error ? error.message : String(error) }))

  const drain = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let next = queue[0]; next && !stopped; next = queue[0]) {
      const result = await send(next.alert)
      note(result)
      const wait = result.ok || !result.again ? undefined : AGAIN_MS[next.tries]
      if (wait !== undefined) {
        next.tries += 1
        callOff = clock.timer(wait, () => void drain())
        break
      }
      queue.shift()
    }
    busy = false
  }

  return {
    last: () => last,
    /** Returns at once. */
    post(alert: AlertText): void {
      queue.push({ alert, tries: 0 })
      // The head may be on its way.
      if (queue.length > WAITING) queue.splice(1, 1)
      if (queue.length === 1) void drain()
    },
    /** One try, at once, whatever waits. */
    async test(alert: AlertText): Promise<ChannelResult> {
      const result = await send(alert)
      note(result)
      return result
    },
    stop(): void {
      stopped = true
      callOff()
    },
  }
}
