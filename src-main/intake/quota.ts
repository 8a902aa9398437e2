/** How many challenges a Source answers with its key, and in what time (ms). */
const AT_MOST = 10
const WITHIN = 60_000

/**
 * Limits handshakes computed with a key (X, LinkedIn, eBay): enough for a provider's occasional checks, too few for someone probing for
 * signatures. It lives in the one thread that decides replies, so there is one count.
 */
export function handshakeQuota() {
  const given = new Map<number, number[]>()
  return {
    /** Whether one more may be given. @param at ms since epoch */
    take(sourceId: number, at: number): boolean {
      // A clock that was set back leaves times in the future, which would refuse everything until the clock reaches them.
      const recent = (given.get(sourceId) ?? []).filter(time => time <= at && at - time < WITHIN)
      const free = recent.length < AT_MOST
      given.set(sourceId, free ? [...recent, at] : recent)
      return free
    },
  }
}
export type HandshakeQuota = ReturnType<typeof handshakeQuota>
