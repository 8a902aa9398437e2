import { expect, test } from 'vitest'
import { rememberFew, rememberLast } from '#domain/remember.ts'

test('the last result is given again until an argument differs; what threw is not remembered', () => {
  const asked: string[] = []
  const joined = rememberLast((a: string, b: number) => {
    asked.push(a + b)
    if (a === 'bad') throw new Error(a)
    return { text: a + b }
  })
  const first = joined('a', 1)
  expect(joined('a', 1)).toBe(first)
  expect(joined('a', 2)).toEqual({ text: 'a2' })
  expect(() => joined('bad', 1)).toThrow('bad')
  expect(() => joined('bad', 1)).toThrow('bad')
  expect(joined('a', 2)).toEqual({ text: 'a2' })
  expect(asked).toEqual(['a1', 'a2', 'bad1', 'bad1'])
})

test('a few results are kept, null and false among them, and never more than said', () => {
  const asked: string[] = []
  const isLong = rememberFew(2, text => {
    asked.push(text)
    return text === 'none' ? null : text.length > 3
  })
  expect([isLong('abc'), isLong('none'), isLong('abc'), isLong('none')]).toEqual([false, null, false, null])
  expect(asked).toEqual(['abc', 'none'])
  isLong('third')
  isLong('abc')
  expect(asked).toEqual(['abc', 'none', 'third', 'abc'])
})
