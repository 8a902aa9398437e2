import { app, change } from './store.ts'
import { indexOfRow, rowAt, rowCount } from './window.ts'

/** Chooses the Request that the detail shows; null = none. Written to the address, so that it can be linked to. */
export function selectRequest(id: string | null, open = false): void {
  const hash = id === null ? '' : `#/request/${id}`
  if (location.hash !== hash) history.replaceState(null, '', hash || location.pathname + location.search)
  change(state => ({
    selectedId: id,
    narrowPane: open ? 'detail' : id === null && state.narrowPane === 'detail' ? 'list' : state.narrowPane,
  }))
}

/** Moves the selection by rows; from nothing it starts at the newest. Stops at the ends and at rows not in memory. */
export function moveSelection(step: number): void {
  const { window, selectedId } = app()
  const at = selectedId === null ? -1 : indexOfRow(window, selectedId)
  const target = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rowCount(window) - 1)
  const row = rowAt(window, target)
  if (row) selectRequest(row.id)
}

/** `#/request/<id>` to the id; null for anything else, which is ignored. */
export function requestOfHash(hash: string): string | null {
  return /^#\/request\/(req_[0-9a-z]{1,40})$/.exec(hash)?.[1] ?? null
}

/** Follows the address, now and when it changes. */
export function followAddress(): void {
  const follow = () => {
    const id = requestOfHash(location.hash)
    if (id !== null && id !== app().selectedId) change({ selectedId: id, narrowPane: 'detail' })
  }
  window.addEventListener('hashchange', follow)
  follow()
}
