/** Challenges that a Source answers with its key, and within how long (ms): design §5. */
const AT_MOST = 10
const WITHIN = 60_000

/**
 * Counts the handshakes that are computed with a key for whoever asks (X, LinkedIn, eBay): enough for a provider that checks now and
 * then, too few for somebody who searches for something. It lives in the one thread that decides replies, so there is one count.
 */
export function handshakeQuota() {
  const given = new Map<number, number[]>()
  return {
    /** Whether one more may be given. @param at ms since epoch */
    take(sourceId: number, at: number): boolean {
      // A clock that was set back leaves times in the future; they would refuse everything until it gets there.
      const recent = (given.get(sourceId) ?? []).filter(time => time <= at && at - time < WITHIN)
      const free = recent.length < AT_MOST
      given.set(sourceId, free ? [...recent, at] : recent)
      return free
    },
  }
}
export type HandshakeQuota = ReturnType<typeof handshakeQuota>
