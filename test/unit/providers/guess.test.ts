import { expect, test } from 'vitest'
import { guessProvider } from '#domain/guess.ts'
import { newSecret, signRequest } from '#domain/signature/sign.ts'
import { providers } from '#providers/index.ts'

const guess = (...headers: string[]) => guessProvider(providers, { headers })

test('nothing to go by, no guess', () => {
  expect(guess('Content-Type', 'application/json', 'User-Agent', 'curl/8', 'X-Request-Id', '1')).toEqual([])
})

test('more hints, more confidence; most likely first', () => {
  const [one] = guess('X-GitHub-Event', 'push')
  const both = guess('x-github-event', 'push', 'user-agent', 'GitHub-Hookshot/abc', 'webhook-id', '1')
  expect(one).toEqual({ provider: 'github', confidence: 0.8 })
  expect(both.map(({ provider }) => provider)).toEqual(['github', 'standard-webhooks'])
  expect(both[0]?.confidence).toBeGreaterThan(0.9)
  expect(both[0]?.confidence).toBeLessThanOrEqual(1)
})

test('a header that is repeated counts once', () => {
  expect(guess('webhook-id', '1', 'webhook-id', '2')).toEqual(guess('webhook-id', '1'))
})

test('the beginning of a value is looked at where a rule says so', () => {
  expect(guess('User-Agent', 'Mozilla GitHub-Hookshot/1')).toEqual([])
  expect(guess('User-Agent', 'GitHub-Hookshot/1')).toEqual([{ provider: 'github', confidence: 0.7 }])
})

test('everything that a provider of ours signs is guessed to be its own', () => {
  for (const provider of providers) {
    const scheme = provider.schemes[0]?.id
    const draft = { method: 'POST', url: 'https://x.test/', headers: [], body: new Uint8Array() }
    const signed = signRequest(provider, scheme, draft, newSecret(provider, scheme, new Uint8Array(32)), { now: 0, messageId: 'm' })
    const [best] = guessProvider(providers, { headers: signed.ok ? signed.headers.flat() : [] })
    // GitHub's signature header is shared with Meta, Bitbucket and others, so alone it is a weak hint.
    expect(best?.provider).toBe(provider.id)
  }
})
