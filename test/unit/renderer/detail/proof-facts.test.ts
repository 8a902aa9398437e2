import { expect, test } from 'vitest'
import type { ProofShown } from '#contract/proof.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { noKeyText, signedAt } from '../../../../src-renderer/features/detail/proof-facts.ts'

const proof = {
  provider: 'Stripe',
  scheme: 'v1',
  algorithm: 'HMAC-SHA256',
  signature: { at: 'Stripe-Signature', values: ['nonsense'] },
  timestamp: { at: 't next to the signature', value: null, time: null, toleranceSeconds: 300 },
  parts: [],
  missing: null,
  items: null,
} satisfies ProofShown['proof']
const requestOf = (secretId: string | null) => ({ verification: { secretId } }) as Pick<RequestDetail, 'verification'>

test('a time that could not be read is not shown as one', () => {
  expect(signedAt(proof.timestamp)).toEqual({ lead: 'Could not be read', value: '', at: 't next to the signature' })
  expect(signedAt({ ...proof.timestamp, value: '1614265330', time: 1_614_265_330_000 })).toMatchObject({
    lead: expect.stringContaining('2021'),
    value: '1614265330',
  })
})

test('no key matched, none was tried, or it is gone', () => {
  const malformed = { key: null, proof: { ...proof, missing: 'The Stripe-Signature header contains no v1 signature.' } }
  expect(noKeyText(malformed, requestOf(null))).toContain('None was tried')
  expect(noKeyText({ key: null, proof }, requestOf(null))).toBe('None matched')
  expect(noKeyText({ key: null, proof }, requestOf('sec_1'))).toContain('removed since')
})
