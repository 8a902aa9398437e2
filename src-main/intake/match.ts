import type { SourceConfig } from '#domain/config.ts'
import type { IntakeLookup } from './config.ts'

/** First path segment of a request target: `/stripe-test/a?b` gives `stripe-test`. */
export function slugOf(target: string): string {
  const path = pathOf(target)
  if (!path.startsWith('/')) return ''
  const end = path.slice(1).search(/[/?#]/)
  return end < 0 ? path.slice(1) : path.slice(1, end + 1)
}

/** What follows the slug, with the query: `/stripe-test/a?b` gives `/a?b`; forwards append it to the Endpoint's URL. */
export function restOf(target: string): string {
  return pathOf(target).slice(1 + slugOf(target).length)
}

/** Path and query; a server has to take a whole URL as the target, too (RFC 9112 section 3.2.2). */
function pathOf(target: string): string {
  if (target.startsWith('/')) return target
  return /^https?:\/\/[^/?#]*(.*)$/is.exec(target)?.[1] ?? target
}

/** The Source that listens on the target's path; null = Inbox. */
export function matchSource(lookup: IntakeLookup, target: string): SourceConfig | null {
  return lookup.bySlug.get(slugOf(target)) ?? null
}
