import type { PlannedTry } from '#domain/retry/preview.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** A length of time in words, its two largest units: `2 days 3 hours`, `5 minutes`, `0.2 seconds`. ms. */
export function inWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms) / 1000} seconds`
  const parts: string[] = []
  let left = Math.round(ms / 1000) * 1000
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** When an attempt would be made, by the person's own clock: the time alone today, with the day after that. ms since epoch. */
export function clockTime(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? clock.format(at) : dayAndClock.format(at)
}

/** How far jitter may move an attempt from where it is planned; '' = not at all. */
export function rangeText({ minWait, maxWait, wait }: PlannedTry): string {
  if (minWait === wait && maxWait === wait) return ''
  const low = wait - minWait
  const high = maxWait - wait
  if (low === high) return `± ${inWords(high)}`
  if (low === 0) return `up to ${inWords(high)} later`
  return high === 0 ? `up to ${inWords(low)} earlier` : `${inWords(minWait)} to ${inWords(maxWait)}`
}

/** Where an attempt stands on the line, 0 to 1. The scale is logarithmic: waits grow from seconds to days. */
export function place(at: number, total: number): number {
  return total <= 0 ? 0 : Math.log1p(Math.max(0, at) / 1000) / Math.log1p(total / 1000)
}
