const places = { filter: 'filter-input', list: 'request-list', detail: 'detail-pane' } as const

/** Moves the keyboard to a part of the window, once it is there: a narrow window shows it only with the next frame. */
export function focusOn(place: keyof typeof places): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(places[place])
    element?.focus()
    if (element instanceof HTMLInputElement) element.select()
  })
}
