import { expect, test } from 'vitest'
import { keysFrom } from '../../../../src-renderer/features/settings/pressed.ts'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  keysFrom({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

test('what was pressed, as commands name it', () => {
  expect(press('r')).toBe('r')
  expect(press('R', { shiftKey: true })).toBe('Shift+R')
  expect(press('?', { shiftKey: true })).toBe('?')
  expect(press('k', { ctrlKey: true })).toBe('$mod+k')
  expect(press('K', { metaKey: true, shiftKey: true })).toBe('$mod+Shift+K')
  expect(press('ArrowDown', { altKey: true })).toBe('Alt+ArrowDown')
  expect(press(' ')).toBe('Space')
})

test('modifiers alone, Tab and the browser’s zoom are no keys of ours', () => {
  for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'Tab']) expect(press(key)).toBeNull()
  for (const key of ['+', '-', '=', '0']) expect(press(key, { ctrlKey: true })).toBeNull()
  expect(press('+')).toBe('+')
})
