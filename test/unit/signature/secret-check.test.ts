import { expect, test } from 'vitest'
import { checkSecret } from '#domain/signature/secret-check.ts'
import { provider } from '../signature/support.ts'

test.each<[string, string | null, string, string | null]>([
  ['stripe', null, 'whsec_abc', null],
  ['stripe', 'v1', 'sk_test_abc', 'This looks like a Stripe API key (sk_…), not a signing secret (whsec_…).'],
  ['stripe', null, ' sk_live_abc', 'API key'],
  ['stripe', null, 'rk_live_abc', 'rk_'],
  ['stripe', null, 'abc', 'usually begin with “whsec_”'],
  ['stripe', null, 'whsec_abc\n', 'spaces or line breaks'],
  ['stripe', null, '"whsec_abc"', 'quotation marks'],
  ['stripe', null, '••••••••abcd', 'masked text'],
  ['github', null, 'anything goes', null],
  ['github', null, 'ghp_abc', 'personal access token'],
  ['slack', null, '8f742231b10e8888abcd99yyyzzz85a5', null],
  ['slack', null, 'xoxb-1', 'signing secret'],
  ['shopify', null, 'shpat_1', 'access token'],
  ['standard-webhooks', null, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', null],
  ['standard-webhooks', 'v1', 'whsec_***', 'cannot be a secret'],
  ['standard-webhooks', 'v1a', 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=', null],
  ['standard-webhooks', 'v1a', 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==', null],
  ['standard-webhooks', 'v1a', 'whpk_c2hvcnQ=', 'cannot be a secret'],
  ['github', 'no-such-scheme', 'x', null],
])('%s %s %j', (id, scheme, value, message) => {
  const advice = checkSecret(provider(id), scheme, value)
  expect(advice.level).toBe(message === null ? 'ok' : 'warning')
  if (message === null) expect(advice.message).toBeNull()
  else expect(advice.message).toContain(message)
})
