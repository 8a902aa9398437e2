import { change } from './store.ts'

/** Names the Request that the detail shows, in the address too, so that it can be linked to; null = none. What else is chosen stays. */
export function lead(id: string | null): void {
  const hash = id === null ? '' : `#/request/${id}`
  if (location.hash !== hash) history.replaceState(null, '', hash || location.pathname + location.search)
  // Whoever comes back to a Request has not asked for its note's editor again.
  change(state => ({ selectedId: id, ...(state.notingId === id ? {} : { notingId: null }) }))
}
