const places = { filter: 'filter-input', list: 'request-list', detail: 'detail-pane' } as const

/** Moves the keyboard to a part of the window: at once, or with the next frame where a narrow window has yet to show it. */
export function focusOn(place: keyof typeof places): void {
  if (!take(places[place])) requestAnimationFrame(() => take(places[place]))
}

function take(id: string): boolean {
  const element = document.getElementById(id)
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
  return element !== null
}
