import { type ColumnId, type ListLook, LOOK_KEY } from './look.ts'
import { app, change } from './store.ts'

/** Changes how the list looks, and remembers it. */
export function setLook(patch: Partial<ListLook>): void {
  const look = { ...app().look, ...patch }
  change({ look })
  try {
    localStorage.setItem(LOOK_KEY, JSON.stringify(look))
  } catch {
    // A browser that keeps nothing: the look lasts as long as the page.
  }
}

export function toggleColumn(id: ColumnId): void {
  const { hidden } = app().look
  setLook({ hidden: hidden.includes(id) ? hidden.filter(other => other !== id) : [...hidden, id] })
}

export function setColumnWidth(id: ColumnId, width: number): void {
  setLook({ widths: { ...app().look.widths, [id]: Math.round(width) } })
}
