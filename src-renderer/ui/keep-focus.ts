/** What people know as one place: it takes the focus when the part of it that had it is gone. */
const places = '[tabindex], [role=dialog], [role=region], section, article, nav'

const isThere = (element: Element): boolean => element.isConnected && element.checkVisibility()

/** The places around an element, the inmost first. */
function placesAround(element: Element): HTMLElement[] {
  const place = element.parentElement?.closest<HTMLElement>(places)
  return place ? [place, ...placesAround(place)] : []
}

/**
 * A button that is no longer there once it has done its work (Retry of what is being retried) would leave the focus to the page: Tab and a
 * screen reader begin at the top. It goes to the place the button was in instead. Where something takes the focus of itself, and where a
 * dialog is open over that place, nothing is done.
 */
export function keepFocus(): void {
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return
    // Asked now: an element that has been taken out has nothing around it.
    const around = placesAround(target)
    setTimeout(() => {
      if (document.activeElement !== document.body || isThere(target)) return
      const place = around.find(isThere)
      if (place && !isCovered(place)) focus(place)
    })
  })
}

/** Notices are dialogs too, but cover nothing. */
function isCovered(place: Element): boolean {
  const dialogs = document.querySelectorAll('[role=dialog]:not([aria-modal=false]), [role=alertdialog]')
  return [...dialogs].some(dialog => !dialog.contains(place))
}

function focus(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus({ preventScroll: true })
}
