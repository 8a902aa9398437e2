import { expect, test } from 'vitest'
import type { CertificateState } from '#domain/signature/certificate.ts'
import { certificateWanted, verifyRequest } from '#domain/signature/verify.ts'
import { vectors } from '../providers/vectors/aws-sns.ts'
import { vectors as paypalVectors } from '../providers/vectors/paypal.ts'
import { provider, secretOf, viewOf } from './support.ts'

/** Certificates: fetched by somebody else, from the vendor's own hosts and nowhere else. */
const sns = provider('aws-sns')
const vector = vectors[0]
if (!vector) throw new Error('no vector')
const url = Object.keys(vector.certificates ?? {})[0] ?? ''
const pem = vector.certificates?.[url] ?? ''
const secret = secretOf(vector.secret, { role: 'account-id' })
const at = vector.at * 1000
const viewed = (body = vector.body, receivedAt = at) => viewOf({ headers: vector.headers, body, receivedAt })
const judge = (view = viewed(), state: CertificateState = { state: 'known', pem }) =>
  verifyRequest(sns, view, [secret], { certificates: () => state })

test('one that is not there yet is asked for by its URL', () => {
  const result = verifyRequest(sns, viewed(), [secret])
  expect(result).toMatchObject({ verdict: 'failed', code: 'key_unavailable', explanation: expect.stringContaining(url) })
  expect(certificateWanted(sns, viewed())).toBe(url)
  expect(certificateWanted(sns, viewed(), { certificates: () => ({ state: 'known', pem }) })).toBeNull()
  expect(certificateWanted(provider('github'), viewed())).toBeNull()
  expect(certificateWanted(null, viewed())).toBeNull()
})

test('why it could not be had is said', () => {
  const result = judge(viewed(), { state: 'failed', reason: 'Nobody answered within 3 seconds.' })
  expect(result).toMatchObject({ code: 'key_unavailable', explanation: expect.stringContaining('Nobody answered within 3 seconds.') })
})

test('it must be one, and have been valid', () => {
  expect(judge().verdict).toBe('verified')
  expect(judge(viewed(), { state: 'known', pem: 'no' }).code).toBe('unknown_key')
  expect(judge(viewed(vector.body, 0)).code).toBe('unknown_key')
  const other = Object.values(paypalVectors[0]?.certificates ?? {})[0] ?? ''
  expect(judge(viewed(), { state: 'known', pem: other }).code).toBe('signature_mismatch')
})

test.each([
  'https://sns.eu-west-1.amazonaws.com.evil.test/SimpleNotificationService-1.pem',
  'https://evil.test/sns.eu-west-1.amazonaws.com/x.pem',
  'https://sns.eu-west-1.amazonaws.com@evil.test/x.pem',
  'https://user:pass@sns.eu-west-1.amazonaws.com/x.pem',
  'https://sns.eu-west-1.amazonaws.com:8443/x.pem',
  'http://sns.eu-west-1.amazonaws.com/x.pem',
  'https://sns.eu-west-1.amazonaws.com/x.txt',
  'https://sns.eu-west-1.amazonaws.com/x.pem?y=.pem',
  'https://sns.eu-west-1.amazonaws.com/../x.pem',
  'https://sns.eu-west-1.amazonaws.com\\@evil.test/x.pem',
  'https://SNS.eu-west-1.amazonaws.com/x.pem',
  'https://s3.amazonaws.com/sns/x.pem',
  'https://sns.eu-west-1.amazonaws.com/x.pem\n',
  ' https://sns.eu-west-1.amazonaws.com/x.pem',
  '',
  'x.pem',
])('%j is nobody’s URL to fetch', wrong => {
  const body = JSON.stringify({ ...JSON.parse(vector.body), SigningCertURL: wrong })
  expect(certificateWanted(sns, viewed(body))).toBeNull()
  expect(judge(viewed(body)).code).toBe('unknown_key')
})

test('a topic that is not ours is refused before any signature is looked at', () => {
  const body = JSON.stringify({ ...JSON.parse(vector.body), TopicArn: 'arn:aws:sns:eu-west-1:666:theirs' })
  expect(judge(viewed(body))).toMatchObject({ code: 'unknown_key', explanation: expect.stringContaining(':666:theirs') })
})

test('without the ARN of a topic nothing is verified: anybody may have topics', () => {
  expect(verifyRequest(sns, viewed(), [], { certificates: () => ({ state: 'known', pem }) }).verdict).toBe('unconfigured')
})
