import { expect, test } from 'vitest'
import { createPublicUrl } from '#app/public-url.ts'
import type { TunnelState } from '#domain/tunnel.ts'

const url = 'https://shop.example.com'

test.each<[TunnelState, string | null]>([
  ['off', null],
  // A tunnel of one's own names its URL before anything has come back through it.
  ['connecting', null],
  ['online', url],
  ['reconnecting', url],
  ['failed', null],
])('while the tunnel is %s the public URL is %s', (state, current) => {
  const board = createPublicUrl()
  expect(board.note({ state, url })).toBe(current !== null)
  expect(board.current()).toBe(current)
})

test('whoever listens hears when it works, no longer works, or works again, and each but once', () => {
  const board = createPublicUrl()
  const heard: (string | null)[] = []
  board.onChange(now => heard.push(now))
  board.again()
  board.note({ state: 'connecting', url: null })
  expect(heard).toEqual([])
  expect([1, 2].map(() => board.note({ state: 'online', url }))).toEqual([true, false])
  expect(board.note({ state: 'reconnecting', url })).toBe(false)
  expect(heard).toEqual([url, null])
  board.again()
  expect(heard).toHaveLength(2)
  board.note({ state: 'online', url })
  board.again()
  expect(heard).toEqual([url, null, url, url])
})
