import { app } from 'electron'
import { type DeepLink, deepLinkIn, parseDeepLink } from './deep-link.ts'

/**
 * Links from outside, from the first moment on: on macOS the one that started the application comes before Electron is ready. What comes
 * before `open` waits for it.
 */
export function listenForLinks(): { open(follow: (link: DeepLink | null) => void): void } {
  let follow: ((link: DeepLink | null) => void) | null = null
  const waiting: (DeepLink | null)[] = []
  const take = (link: DeepLink | null): void => {
    if (follow) follow(link)
    else waiting.push(link)
  }
  // A second start without a link, or with one that says nothing, is a wish to see the window.
  app.on('second-instance', (_event, argv) => take(deepLinkIn(argv)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const link = parseDeepLink(url)
    if (link) take(link)
  })
  return {
    open(listener) {
      follow = listener
      for (const link of waiting.splice(0)) listener(link)
    },
  }
}
