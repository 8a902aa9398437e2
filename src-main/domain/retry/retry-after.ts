const IMF_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Reads a Retry-After value (RFC 9110 10.2.3): seconds, or an HTTP date. Fractions of a second are not in the RFC but are sent by
 * some servers (and read by Svix), so they count. `Date.parse` alone would accept "5" as a month; hence the strict pattern.
 * @returns ms to wait from `now` (0 for a date that has passed), null when the value says nothing
 */
export function parseRetryAfter(value: string, now: number): number | null {
  const text = value.trim()
  if (/^\d{1,12}(\.\d{1,9})?$/.test(text)) return Math.round(Number(text) * 1000)
  if (!IMF_DATE.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
