import type { Settings } from '#contract/app.ts'
import { change } from './store.ts'

const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined
const KEY = 'hookbench.theme'
let wanted: Settings['theme'] = 'system'

/** Puts a theme on the page; `system` follows the operating system from then on. Remembered, so that the next start does not flash. */
export function applyTheme(theme: Settings['theme']): void {
  wanted = theme
  const resolved = theme === 'system' ? (dark?.matches ? 'dark' : 'light') : theme
  document.documentElement.dataset['theme'] = resolved
  change({ theme: resolved })
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Not remembered then; the settings are asked for anyway.
  }
}

/** The theme of the last time, before the core has been asked. */
export function startTheme(): void {
  const last = localStorage.getItem(KEY)
  applyTheme(last === 'light' || last === 'dark' ? last : 'system')
  dark?.addEventListener('change', () => applyTheme(wanted))
}
