import type { View } from '#contract/workbench.ts'
import type { AppState, Count } from './types.ts'

/** Filter of the Requests that belong to no Source. */
export const INBOX = 'source:inbox'

/** The filter that the list is asked with: the rail's choice and the typed text, side by side, which means "and". */
export function wholeFilter(state: Pick<AppState, 'scope' | 'filter' | 'look'>): string {
  // By Event: each once, by the Request that brought it first.
  const scope = [scopeFilter(state), state.look.grouping === 'event' ? '-is:duplicate' : ''].filter(Boolean).join(' ')
  const text = state.filter.trim()
  // In parentheses: an "or" in the text must not reach over the scope.
  return scope && text ? `${scope} (${text})` : scope || text
}

/** The rail's choice alone. */
export function scopeFilter({ scope }: Pick<AppState, 'scope'>): string {
  if (scope.kind === 'inbox') return INBOX
  return scope.kind === 'source' ? sourceFilter(scope.id) : ''
}

/** By id: a Source's path may be changed while it is looked at. */
export const sourceFilter = (id: string): string => `source:${id}`

/** The saved filter that is in force, of everything; undefined where that is none, or what the rail has chosen is something else. */
export function currentView({ scope, filter, views }: Pick<AppState, 'scope' | 'filter' | 'views'>): View | undefined {
  return scope.kind === 'all' && filter !== '' ? views.find(view => view.filter === filter) : undefined
}

/** How many there are of what the rail has chosen, whatever the filter hides of them; null = not known yet. */
export function scopeCount({ scope, sourceStats, counts }: Pick<AppState, 'scope' | 'sourceStats' | 'counts'>): Count | null {
  if (scope.kind === 'source') return sourceStats[scope.id]?.count ?? null
  return scope.kind === 'inbox' ? counts.inbox : counts.all
}
