import { useSyncExternalStore } from 'react'

/** Below this the three zones do not fit beside each other and take turns. The same width stands in the classes of the top bar. */
export const NARROW = '(max-width: 779px)'

/** Whether a media query holds; renders again when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    listener => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
