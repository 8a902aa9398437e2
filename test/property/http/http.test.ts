import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBody, valuesAt } from '#domain/http/body.ts'
import { flatHeaders, headerPairs, headerValue, headerValues, withHeaders, withoutHeaders } from '#domain/http/headers.ts'
import { stripOwnCookies } from '#receiver/cookies.ts'

const name = fc.stringMatching(/^[A-Za-z-]{1,4}$/)
const value = fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,8}$/)
const pairs = fc.array(fc.tuple(name, value), { maxLength: 12 })

test('flat and paired headers are the same list', () => {
  fc.assert(
    fc.property(pairs, list => {
      expect(headerPairs(flatHeaders(list))).toEqual(list)
    }),
  )
})

test('setting a header leaves it once, with its value, and every other as it was', () => {
  fc.assert(
    fc.property(pairs, name, value, (list, set, to) => {
      const raw = flatHeaders(list)
      const changed = withHeaders(raw, [[set, to]])
      expect(headerValues(changed, set)).toEqual([to])
      const others = new Set([set.toLowerCase()])
      expect(withoutHeaders(changed, others)).toEqual(withoutHeaders(raw, others))
    }),
  )
})

test('the first value is the first of all values', () => {
  fc.assert(
    fc.property(pairs, name, (list, wanted) => headerValue(flatHeaders(list), wanted) === headerValues(flatHeaders(list), wanted)[0]),
  )
})

const types = fc.constantFrom(
  undefined,
  '',
  'application/json',
  'a/b+json',
  'application/x-www-form-urlencoded',
  'text/plain',
  ';;',
  'application/json;x',
  'multipart/form-data; boundary=b',
)

test('parsing never throws, whatever the bytes', () => {
  fc.assert(fc.property(types, fc.uint8Array({ maxLength: 200 }), (type, bytes) => typeof parseBody(type, bytes).kind === 'string'))
})

test('JSON parses to what it was made of', () => {
  fc.assert(
    fc.property(fc.jsonValue(), given => {
      const text = JSON.stringify(given)
      expect(parseBody('application/json', Buffer.from(text))).toEqual({ kind: 'json', value: JSON.parse(text) })
    }),
  )
})

test('a path into any value never throws', () => {
  const path = fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('[]', 'a[]', '0', '__proto__', 'toString')), { maxLength: 5 })
  fc.assert(fc.property(fc.jsonValue(), path, (given, parts) => Array.isArray(valuesAt(given, parts.join('.')))))
})

test('our own cookies are gone from any headers, and no other byte is', () => {
  // Only ours have a capital letter.
  const other = fc.stringMatching(/^[a-z]{1,3}=[a-z0-9_]{0,9}$/)
  const cookie = fc.oneof(other, fc.constantFrom('hookbench_1=OUR', ' hookbench_4401=OUR', 'hookbench_4401 = OUR', 'hookbench_x=theirs'))
  fc.assert(
    fc.property(fc.array(cookie, { maxLength: 6 }), pairs, (cookies, list) => {
      const raw = [...flatHeaders(list), 'Cookie', cookies.join(';')]
      const { headers, stripped } = stripOwnCookies(raw)
      const ours = cookies.filter(text => text.endsWith('OUR'))
      expect(stripped).toHaveLength(ours.length)
      expect(headers.slice(0, -1)).toEqual(raw.slice(0, -1))
      expect(headers.at(-1)).not.toContain('OUR')
      if (ours.length === 0) expect(headers).toBe(raw)
      else
        expect(headers.at(-1)).toBe(
          cookies
            .filter(text => !text.endsWith('OUR'))
            .join(';')
            .trimStart(),
        )
    }),
  )
})
