import { createKeybindingsHandler } from 'tinykeys'
import { expect, test } from 'vitest'
import { freeOfShift } from '../../../../src-renderer/commands/keyboard.ts'

/** Whether pressing it runs what is bound to `keys`. */
function runs(keys: string, key: string, code: string, held: readonly string[]): boolean {
  let ran = false
  const handle = createKeybindingsHandler({ [freeOfShift(keys)]: () => (ran = true) }, { ignore: () => false })
  handle({ type: 'keydown', key, code, getModifierState: (name: string) => held.includes(name) } as unknown as KeyboardEvent)
  return ran
}

test.each([
  // American, German and French keyboards make it with Shift, a Czech one without.
  ['?', '?', 'Slash', ['Shift'], true],
  ['?', '?', 'Comma', [], true],
  ['!', '!', 'Digit1', ['Shift'], true],
  // A French keyboard makes digits with Shift.
  ['1', '1', 'Digit1', ['Shift'], true],
  ['$mod+,', ',', 'Comma', ['Control'], true],
  ['$mod+,', ',', 'Comma', [], false],
  ['?', '?', 'Slash', ['Shift', 'Control'], false],
  // Of letters Shift makes another key.
  ['n', 'N', 'KeyN', ['Shift'], false],
  ['Shift+N', 'N', 'KeyN', ['Shift'], true],
  ['Shift+N', 'n', 'KeyN', [], false],
  // As it was set before.
  ['Shift+?', '?', 'Slash', ['Shift'], true],
  ['Delete', 'Delete', 'Delete', ['Shift'], false],
])('%s: %s (%s) with %j held: %s', (keys, key, code, held, expected) => {
  expect(runs(keys, key, code, held)).toBe(expected)
})
