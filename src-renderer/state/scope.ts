import type { Source } from '#contract/sources.ts'
import type { AppState } from './types.ts'

/** Filter of the Requests that belong to no Source. */
export const INBOX = 'source:inbox'

/** The filter that the list is asked with: the rail's choice and the typed text, side by side, which means "and". */
export function wholeFilter(state: Pick<AppState, 'scope' | 'filter' | 'sources' | 'look'>): string {
  // By Event: each once, by the Request that brought it first.
  const scope = [scopeFilter(state), state.look.grouping === 'event' ? '-is:duplicate' : ''].filter(Boolean).join(' ')
  const text = state.filter.trim()
  // In parentheses: an "or" in the text must not reach over the scope.
  return scope && text ? `${scope} (${text})` : scope || text
}

/** The rail's choice alone. */
export function scopeFilter({ scope, sources }: Pick<AppState, 'scope' | 'sources'>): string {
  if (scope.kind === 'inbox') return INBOX
  if (scope.kind === 'all') return ''
  const source = sources.find(candidate => candidate.id === scope.id)
  return source ? sourceFilter(source) : ''
}

export const sourceFilter = (source: Pick<Source, 'slug'>): string => `source:${source.slug}`
