import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EDIT_LIMIT, editableBody, textToSend } from '../../../../src-renderer/features/composer/text-edit.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

test.each([
  ['a\nb', 'lf', 'a\nb'],
  ['a\r\nb\r\n', 'crlf', 'a\nb\n'],
  ['a\r\nb\n', 'mixed', 'a\nb\n'],
  ['a\rb', 'mixed', 'a\nb'],
  ['', 'lf', ''],
])('%j has %s line ends', (text, lineEnds, shown) => {
  expect(editableBody(utf8(text), undefined)).toEqual({ kind: 'text', lineEnds, text: shown })
})

test('what a text box would change goes by reference', () => {
  expect(editableBody(Uint8Array.of(0xff), undefined)).toEqual({ kind: 'kept', reason: 'binary' })
  expect(editableBody(utf8('a\0b'), undefined)).toEqual({ kind: 'kept', reason: 'binary' })
  expect(editableBody(utf8('x'), 'gzip')).toEqual({ kind: 'kept', reason: 'compressed' })
  expect(editableBody(utf8('x'), 'identity')).toMatchObject({ kind: 'text' })
  expect(editableBody(new Uint8Array(EDIT_LIMIT + 1).fill(0x61), undefined)).toEqual({ kind: 'kept', reason: 'large' })
})

test('text that is not mixed comes back byte for byte', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '\ufeff') })
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const text = lines.join(end)
      const body = editableBody(utf8(text), undefined)
      return body.kind === 'text' && textToSend(body.text, body.lineEnds) === text
    }),
  )
})
