/**
 * One kind of id for every row: a whole number below 2^53 that grows with time, shown with a prefix (`req_0h2k..`).
 *
 * 41 bits of milliseconds since 2024 and 12 bits of counter. Growing numbers append to SQLite's b-trees instead of scattering over
 * them (a random key halves the capture rate at a million rows), they need no AUTOINCREMENT table, and unlike 1, 2, 3 .. they do
 * not collide when a workspace is imported into another or when one Hookbench forwards to another.
 */
const EPOCH = Date.UTC(2024, 0, 1)
const SLOTS = 4096
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
/** 53 bits in base 32. */
const LENGTH = 11
/** Two digits at a time: a Delivery's ids are written eight times, and digit by digit that is a twentieth of all it takes. */
const PAIRS = Array.from({ length: 1024 }, (_, i) => `${DIGITS[i >> 5]}${DIGITS[i & 31]}`)
/** The lower five digits: both halves of an id fit into what bit operators work on. */
const HALF = 2 ** 25

export type IdPrefix = 'src' | 'ep' | 'req' | 'msg' | 'dlv' | 'att' | 'alr' | 'job' | 'sec' | 'view' | 'reg' | 'chk' | 'drf'

/** Number to public id, e.g. `('req', 258696806400000)` to `req_07b925m0000`; text order is number order. */
export function formatId(prefix: IdPrefix, id: number): string {
  const high = Math.floor(id / HALF)
  const low = id % HALF
  const upper = `${PAIRS[high >>> 20]}${PAIRS[(high >>> 10) & 1023]}${PAIRS[high & 1023]}`
  return `${prefix}_${upper}${PAIRS[low >>> 15]}${PAIRS[(low >>> 5) & 1023]}${DIGITS[low & 31]}`
}

/** Public id to number; null when the text is not an id of that prefix. */
export function parseId(prefix: IdPrefix, text: string): number | null {
  if (text.length !== prefix.length + 1 + LENGTH || !text.startsWith(`${prefix}_`)) return null
  let id = 0
  for (const digit of text.slice(prefix.length + 1)) {
    const value = DIGITS.indexOf(digit)
    if (value < 0) return null
    id = id * 32 + value
  }
  return Number.isSafeInteger(id) ? id : null
}

/** Smallest id that a row of the given time (ms since epoch) can have: turns `after:` and `before:` into id ranges. */
export function firstIdAt(time: number): number {
  return Math.max(0, Math.floor(time) - EPOCH) * SLOTS
}

/** Time (ms since epoch) at which an id was minted, exact unless the clock had been set back. */
export function timeOfId(id: number): number {
  return Math.floor(id / SLOTS) + EPOCH
}

/**
 * Mints ids: always above the last one, whatever the wall clock does.
 * @param now wall clock, ms since epoch
 * @param last the highest id already used (0 for a new store)
 */
export function idMint(now: () => number, last = 0): () => number {
  let previous = last
  return () => {
    previous = Math.max(previous + 1, firstIdAt(now()))
    return previous
  }
}
