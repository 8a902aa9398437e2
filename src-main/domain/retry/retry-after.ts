const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const month = `(?<month>${MONTHS.join('|')})`
const time = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})'
/** The three forms that a recipient has to take (RFC 9110 5.6.7): IMF-fixdate, and the obsolete ones of RFC 850 and asctime. */
const dates = [
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} GMT$`),
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
]

/**
 * Reads a Retry-After value (RFC 9110 10.2.3): seconds, or an HTTP date. Fractions of a second are not in the RFC but are sent by
 * some servers (and read by Svix), so they count. `Date.parse` alone would accept "5" as a month; hence the strict patterns.
 * @returns ms to wait from `now` (0 for a date that has passed), null when the value says nothing
 */
export function parseRetryAfter(value: string, now: number): number | null {
  const text = value.trim()
  if (/^\d{1,64}(\.\d{1,64})?$/.test(text)) return Math.min(Number.MAX_SAFE_INTEGER, Math.round(Number(text) * 1000))
  const parts = dates.map(pattern => pattern.exec(text)?.groups).find(groups => groups !== undefined)
  if (!parts) return null
  const part = (name: string) => Number(parts[name])
  const at = Date.UTC(
    yearOf(part('year'), now),
    MONTHS.indexOf(parts['month'] ?? ''),
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.max(0, at - now)
}

/** Two digits that would lie more than 50 years ahead are of the century before. */
function yearOf(year: number, now: number): number {
  if (year >= 100) return year
  const thisYear = new Date(now).getUTCFullYear()
  const near = thisYear - (thisYear % 100) + year
  return near > thisYear + 50 ? near - 100 : near
}
