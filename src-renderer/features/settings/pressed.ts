/** The browser's own, which are never ours to take. */
const ZOOM: ReadonlySet<string> = new Set(['+', '-', '=', '0'])
const ALONE: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Tab', 'Dead', 'Process', 'Unidentified'])

/**
 * What was pressed, in tinykeys' notation (`$mod+Shift+K`); null for a modifier alone, for Tab, which moves the focus, and for the browser's
 * zoom keys.
 */
export function keysFrom(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string | null {
  const { key } = event
  if (ALONE.has(key)) return null
  const mod = event.ctrlKey || event.metaKey
  if (mod && ZOOM.has(key)) return null
  // A character that Shift makes is the key itself (`?`); a letter, and what has no character, keeps its Shift.
  const shift = event.shiftKey && (key.length > 1 || /^\p{L}$/u.test(key))
  const name = key === ' ' ? 'Space' : key.length === 1 && shift ? key.toUpperCase() : key
  return [mod ? '$mod' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', name].filter(Boolean).join('+')
}
