import type { Settings } from '#contract/app.ts'
import { change } from './store.ts'

const query = (text: string) => (typeof matchMedia === 'function' ? matchMedia(text) : undefined)
const dark = query('(prefers-color-scheme: dark)')
const more = query('(prefers-contrast: more)')
const KEY = 'hookbench.theme'

/** What hangs together on the page: light or dark, and how strong the contrast is. */
export type Appearance = Pick<Settings, 'theme' | 'contrast'>
let wanted: Appearance = { theme: 'system', contrast: 'system' }

/** Puts an appearance on the page; `system` follows the operating system from then on. Remembered, so that the next start does not flash. */
export function applyTheme(patch: Partial<Appearance>): void {
  wanted = { ...wanted, ...patch }
  const theme = wanted.theme === 'system' ? (dark?.matches ? 'dark' : 'light') : wanted.theme
  const strong = wanted.contrast === 'more' || (wanted.contrast === 'system' && more?.matches)
  atOnce(page => {
    page['theme'] = theme
    page['contrast'] = strong ? 'more' : 'usual'
  })
  change({ theme })
  try {
    localStorage.setItem(KEY, JSON.stringify(wanted))
  } catch {
    // Not remembered then; the settings are asked for anyway.
  }
}

/**
 * Without transitions: of texts within one another each begins to change its colour when the one around it is done, so that the innermost
 * would be unreadable on the new background for half a second.
 */
function atOnce(change: (page: DOMStringMap) => void): void {
  const { dataset } = document.documentElement
  dataset['changing'] = ''
  change(dataset)
  // Asked for the height, the browser gives every element its new style while there are no transitions.
  void document.documentElement.offsetHeight
  delete dataset['changing']
}

/** The appearance of the last time, before the core has been asked. */
export function startTheme(): void {
  applyTheme(remembered())
  for (const list of [dark, more]) list?.addEventListener('change', () => applyTheme({}))
}

function remembered(): Partial<Appearance> {
  try {
    const { theme, contrast } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof Appearance, unknown>>
    return {
      ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(contrast === 'more' || contrast === 'usual' ? { contrast } : {}),
    }
  } catch {
    return {}
  }
}
