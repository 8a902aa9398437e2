import { expect, test } from 'vitest'
import { guessProvider, guessProviderFully } from '#domain/guess.ts'
import { newSecret } from '#domain/signature/sign.ts'
import { providers } from '#providers/index.ts'
import { draftFor } from '../signature/draft-for.ts'
import { signedView, viewOf } from '../signature/support.ts'

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

test('everything that a provider of ours signs in headers of its own is guessed to be its own', () => {
  for (const provider of providers) {
    const scheme = provider.schemes[0]
    if (!scheme || scheme.unsignable !== undefined || scheme.signature.place.in !== 'header') continue
    const names = scheme.signature.place.names.map(name => name.toLowerCase())
    // Headers that several vendors share tell nothing alone.
    if (!provider.detect.some(rule => rule.weight >= 0.8 && names.includes(rule.header.toLowerCase()))) continue
    const view = signedView({
      provider,
      scheme: scheme.id,
      secret: newSecret(provider, scheme.id, new Uint8Array(32)),
      ...draftFor(scheme, new Uint8Array()),
    })
    const [best] = guessProvider(providers, view)
    expect(best?.provider).toBe(provider.id)
  }
})

const json = ['Content-Type', 'application/json'] as const
test.each([
  ['whatsapp', [json], '{"object":"whatsapp_business_account","entry":[]}', ''],
  ['instagram', [json, ['X-Hub-Signature-256', 'sha256=0'] as const], '{"object":"instagram"}', ''],
  ['facebook', [json], '{"object":"page"}', ''],
  ['microsoft-graph', [json], '{"value":[{"subscriptionId":"s","clientState":"c"}]}', ''],
  ['microsoft-graph', [['Content-Type', 'text/plain'] as const], '', '?validationToken=x'],
  ['adyen', [json], '{"notificationItems":[{"NotificationRequestItem":{"pspReference":"p"}}]}', ''],
  ['mailgun', [json], '{"signature":{"token":"t"},"event-data":{"event":"opened"}}', ''],
  ['paddle-classic', [['Content-Type', 'application/x-www-form-urlencoded'] as const], 'alert_name=x&p_signature=y', ''],
  ['x', [], '', '?crc_token=x'],
  ['plaid', [json], '{"webhook_type":"ITEM","webhook_code":"ERROR"}', ''],
])('%s is told by its query or body', (id, headers, body, query) => {
  const view = viewOf({ headers, body, url: `https://x.test/hook${query}` })
  expect(guessProviderFully(providers, view)[0]?.provider).toBe(id)
})

test('headers and body count together, and a body that cannot be read counts nothing', () => {
  const headers = [['X-GitHub-Event', 'push'], json] as const
  expect(guessProviderFully(providers, viewOf({ headers, body: '{' }))).toEqual(guess('X-GitHub-Event', 'push'))
  expect(guessProviderFully(providers, viewOf({ headers: [], body: '{"object":"page"}' }))).toEqual([])
})
