import type { SourceConfig } from '#domain/config.ts'
import type { IntakeLookup } from './config.ts'

/** First path segment of a request target: `/stripe-test/a?b` gives `stripe-test`. */
export function slugOf(target: string): string {
  if (!target.startsWith('/')) return ''
  const end = target.slice(1).search(/[/?#]/)
  return end < 0 ? target.slice(1) : target.slice(1, end + 1)
}

/** What follows the slug, with the query: `/stripe-test/a?b` gives `/a?b`; forwards append it to the Endpoint's URL. */
export function restOf(target: string): string {
  return target.slice(1 + slugOf(target).length)
}

/** The Source that listens on the target's path; null = Inbox. */
export function matchSource(lookup: IntakeLookup, target: string): SourceConfig | null {
  return lookup.bySlug.get(slugOf(target)) ?? null
}
