import { rememberFew } from '../remember.ts'

/** Where a request goes, taken apart. `path` is what stands on the request line. */
export interface Destination {
  readonly origin: string
  readonly hostname: string
  readonly path: string
  readonly url: string
}

/**
 * Joins an Endpoint's URL and the part that a Message appends: path after path, query after query. The appended part is not
 * normalised (`..`, `%2F` and empty segments stay), for it is what the sender wrote and some providers sign it.
 * @param suffix '' or `/rest?query` or `?query`
 * @returns null when the URL is none of http or https
 */
export function destinationOf(url: string, suffix: string): Destination | null {
  const base = baseOf(url)
  if (!base) return null
  const at = suffix.indexOf('?')
  const morePath = at < 0 ? suffix : suffix.slice(0, at)
  const moreQuery = at < 0 ? '' : suffix.slice(at + 1)
  const pathname = morePath === '' ? base.pathname : base.pathname.replace(/\/$/, '') + (morePath.startsWith('/') ? '' : '/') + morePath
  const query = [base.search.slice(1), moreQuery].filter(part => part !== '').join('&')
  const path = query === '' ? pathname : `${pathname}?${query}`
  return { origin: base.origin, hostname: base.hostname.replace(/^\[|\]$/g, ''), path, url: base.origin + path }
}

interface Base {
  readonly origin: string
  readonly hostname: string
  readonly pathname: string
  readonly search: string
}

/** Parsing a URL takes longer than signing what goes there. */
const baseOf = rememberFew(256, (url: string): Base | null => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const base = parsed && (parsed.protocol === 'http:' || parsed.protocol === 'https:') ? parsed : null
  return base && { origin: base.origin, hostname: base.hostname, pathname: base.pathname, search: base.search }
})
