import { duration } from './texts.ts'

/** A Request whose signature is right and whose time is not. */
export interface OffTime {
  readonly sourceName: string
  /** How long before its arrival it says that it was signed, ms; negative = after. */
  readonly offMs: number
}

/** Fewer than these may be off for reasons of their own. */
const ENOUGH = 3
/** How far apart the differences may lie: one cause makes them nearly equal, a queue that was held up does not. */
const SPREAD_MS = 60_000

/**
 * Whether the last Requests are all off by the same amount, which is what a wrong clock looks like: a held-up queue or an attacker's
 * recording is off by less and less, or more and more. Several Sources at once make it sure that the clock is ours.
 * @param recent the last ones with a right signature and a wrong time, of one direction
 * @returns a sentence, or null when they do not say so
 */
export function clockExplanation(recent: readonly OffTime[]): string | null {
  const offs = recent.map(({ offMs }) => offMs).sort((a, b) => a - b)
  const least = offs[0]
  const most = offs.at(-1)
  if (offs.length < ENOUGH || least === undefined || most === undefined || most - least > SPREAD_MS) return null
  const middle = offs[Math.floor(offs.length / 2)] as number
  const amount = duration(middle)
  const sources = new Set(recent.map(({ sourceName }) => sourceName)).size
  const where = sources > 1 ? `, of ${sources} Sources,` : ''
  const wrong = middle > 0 ? `${amount} ahead` : `${amount} behind`
  const sure = sources > 1 ? 'This machine’s clock is' : 'This machine’s clock is most likely'
  return `The last ${offs.length}${where} are all off by the same amount, ${amount}: ${sure} ${wrong}. Set it (or the sender’s, if that one is wrong) and send again.`
}
