const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const whole = new Intl.NumberFormat('en-GB')

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `now`, `12 s`, `5 min`, `3 h`, `2 d`, then the date; the future as `in 5 min`. Both in ms since epoch. */
export function relativeTime(at: number, now: number): string {
  const distance = Math.abs(now - at)
  if (distance < 1000) return 'now'
  if (distance >= 7 * DAY) return (distance < 300 * DAY ? day : dayAndYear).format(at)
  // An age is told in whole units that have passed, as people tell their own.
  const text = inUnits(distance, Math.floor)
  return at > now ? `in ${text}` : text
}

/** A length of time in its largest unit, rounded: `12 s`, `5 min`, `3 h`, `2 d`. ms. */
export const span = (ms: number): string => inUnits(ms, Math.round)

const units = [
  [1, 'ms'],
  [1000, 's'],
  [MINUTE, 'min'],
  [HOUR, 'h'],
] as const

function inUnits(ms: number, whole: (value: number) => number): string {
  for (const [index, [size, unit]] of units.entries()) {
    const value = whole(ms / size)
    // What is rounded up to a whole one of the next unit is that: `1 min`, not `60 s`.
    if (value * size < (units[index + 1]?.[0] ?? DAY)) return `${value} ${unit}`
  }
  return `${whole(ms / DAY)} d`
}

/** Date and time to the millisecond, in the person's own time zone. ms since epoch. */
export function exactTime(at: number): string {
  return `${exact.format(at)}.${String(at % 1000).padStart(3, '0')}`
}

/** `812 B`, `2 KiB`, `3.4 KiB`, `25 MiB`. Binary units by their own names: the filter language's `1MB` is a million bytes. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  const units = ['KiB', 'MiB', 'GiB', 'TiB']
  let value = size
  let unit = 'B'
  for (const next of units) {
    if (value < 1024) break
    value /= 1024
    unit = next
  }
  return `${Math.round(value * 10) / 10} ${unit}`
}

/** A whole number with its thousands apart: `10,482`. */
export function count(n: number): string {
  return whole.format(n)
}

/** `1 request`, `2 requests`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}
