/** The same numbers for the same seed, on every machine (mulberry32): what a generator needs to be told again. */
export function seededRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    /** A whole number from 0 to below `end`. */
    below: (end: number): number => Math.floor(next() * end),
    /** True so often, 0 to 1. */
    chance: (share: number): boolean => next() < share,
    pick: <T>(values: readonly [T, ...T[]]): T => values[Math.floor(next() * values.length)] ?? values[0],
  }
}
export type SeededRandom = ReturnType<typeof seededRandom>
