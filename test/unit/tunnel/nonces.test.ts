import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createNonces } from '#tunnel/nonces.ts'

test('a path of 128 bits is taken once, with how it came; every other path is somebody’s', async () => {
  const nonces = createNonces(randomBytes)
  const nonce = nonces.issue()
  expect(nonce.path).toMatch(/^\/\.hookbench\/[0-9a-f]{32}$/)
  expect(nonces.take('/', 'direct')).toBe(false)
  expect(nonces.take(`${nonce.path.slice(0, -1)}`, 'tunnel')).toBe(false)
  expect(nonces.take(`${nonce.path}?x`, 'tunnel')).toBe(false)
  expect(nonces.take(nonce.path, 'tunnel')).toBe(true)
  expect(await nonce.arrived).toEqual({ via: 'tunnel', target: nonce.path })
  expect(nonces.take(nonce.path, 'tunnel')).toBe(false)
})

test('one that is forgotten is a path like any other', () => {
  const nonces = createNonces(randomBytes)
  const nonce = nonces.issue()
  nonce.forget()
  expect(nonces.take(nonce.path, 'tunnel')).toBe(false)
})

test('a proxy that leaves its own path in front is recognised, and told of', async () => {
  const nonces = createNonces(randomBytes)
  const nonce = nonces.issue()
  expect(nonces.take(`/hooks${nonce.path}`, 'tunnel')).toBe(true)
  expect((await nonce.arrived).target).toBe(`/hooks${nonce.path}`)
})
