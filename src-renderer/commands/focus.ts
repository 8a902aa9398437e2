/** Ids of the parts; of several the first that is there. An empty list has no grid. */
const places = { filter: ['filter-input'], list: ['request-list', 'delivery-list', 'list-pane'], detail: ['detail-pane'] } as const

/** Moves the keyboard to a part of the window: at once, or with the next frame where a narrow window has yet to show it. */
export function focusOn(place: keyof typeof places): void {
  if (!take(places[place])) requestAnimationFrame(() => take(places[place]))
}

function take(ids: readonly string[]): boolean {
  const element = ids.map(id => document.getElementById(id)).find(found => found !== null)
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
  return element !== undefined
}
