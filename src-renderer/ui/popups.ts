import { en } from '../strings/en.ts'

let landmark: HTMLElement | undefined

/**
 * Where menus, tooltips and completions of the page itself are put, in the shape that a portal takes: a landmark, since content
 * outside of any is what people with screen readers miss. Popups inside a dialog stay beside that dialog, because everything else
 * is hidden while it is open.
 */
export const popups: { readonly current: HTMLElement } = {
  get current() {
    if (!landmark) {
      landmark = document.createElement('aside')
      landmark.id = 'popups'
      landmark.setAttribute('aria-label', en.bar.popups)
      document.body.append(landmark)
    }
    return landmark
  },
}
