import { lead } from './lead.ts'
import { topInView } from './requests.ts'
import { app, change } from './store.ts'
import { idsBetween, indexBeside, indexCount, loadedIds, rowAt } from './window.ts'

const nothing: ReadonlySet<string> = new Set()

/** Chooses the Request that the detail shows, and only it; null = none. Written to the address, so that it can be linked to. */
export function selectRequest(id: string | null, open = false): void {
  lead(id)
  change(state => ({
    marked: nothing,
    anchorId: id,
    ...(id === null ? {} : { view: 'requests' as const }),
    narrowPane: open ? 'detail' : id === null && state.narrowPane === 'detail' ? 'list' : state.narrowPane,
  }))
}

/** Opens the note of a Request to be written; null = it is done. */
export function writeNote(id: string | null): void {
  if (id !== null) selectRequest(id, true)
  change({ notingId: id })
}

/** Moves the selection by rows; from nothing it starts at the newest. Stops at the ends and at rows not in memory. */
export function moveSelection(step: number): void {
  const id = stepFrom(app().selectedId, step)
  if (id !== null) selectRequest(id)
}

/** Moves by rows and takes along all rows from where the range began. */
export function extendSelection(step: number): void {
  const id = stepFrom(app().selectedId, step)
  if (id !== null) markTo(id)
}

/** Chooses the rows between where the range began and this one, which the detail then shows. */
export function markTo(id: string): void {
  const { anchorId, selectedId, window } = app()
  const from = anchorId ?? selectedId ?? id
  const ids = idsBetween(window, from, id)
  lead(id)
  change({ marked: ids.length > 1 ? new Set(ids) : nothing, anchorId: from })
}

/** Takes a row into the choice, or out of it. */
export function toggleMarked(id: string): void {
  const { marked, selectedId } = app()
  const next = new Set(marked.size > 0 ? marked : selectedId === null ? [] : [selectedId])
  if (!next.delete(id)) next.add(id)
  const [first] = next
  lead(next.has(id) ? id : (first ?? null))
  change({ marked: next.size > 1 ? next : nothing, anchorId: id })
}

/** Chooses every row in memory. */
export function markAll(): void {
  const ids = loadedIds(app().window)
  if (app().selectedId === null) lead(ids[0] ?? null)
  change({ marked: ids.length > 1 ? new Set(ids) : nothing })
}

/** Back to the one Request that the detail shows. */
export function clearMarked(): void {
  change(state => ({ marked: nothing, anchorId: state.selectedId }))
}

/** What is chosen, in the order of the list. */
export function chosenIds(): string[] {
  const { marked, selectedId } = app()
  if (marked.size === 0) return selectedId === null ? [] : [selectedId]
  // Text order of ids is order of arrival.
  return [...marked].sort().reverse()
}

function stepFrom(id: string | null, step: number): string | null {
  const { window } = app()
  // Somewhere else than at the newest, it starts where one looks.
  const start = window.newer === null ? 0 : Math.max(topInView(), window.above)
  const target = (id === null ? null : indexBeside(window, id, step)) ?? start
  return rowAt(window, Math.min(Math.max(target, window.above), indexCount(window) - 1))?.id ?? null
}
