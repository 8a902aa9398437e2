import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerHandshake } from '../../src-main/domain/handshake.ts'
import { verifyRequest } from '../../src-main/domain/signature/verify.ts'
import { provider, secretOf, viewOf } from '../unit/signature/support.ts'
import { load, ours, verdictOf } from './support.ts'

interface Validator {
  validateSignature(message: unknown, header: string, config: object): Promise<boolean>
  generateChallengeResponse(code: string, config: { endpoint: string; verificationToken: string }): string
}
const sdk = 'event-notification-nodejs-sdk/lib'
const validator = load(`${sdk}/validator.js`) as Validator
/** Where the SDK asks eBay for a key by its id: it is handed ours, for eBay's API wants an account. */
const client = load(`${sdk}/client.js`) as { getPublicKey: (id: string) => Promise<{ key: string }> }
const constants = load(`${sdk}/constants.js`) as { ALGORITHM: string }
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const onOneLine = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString().replaceAll('\n', '')

test('eBay: event-notification-nodejs-sdk', async () => {
  client.getPublicKey = async () => ({ key: onOneLine })
  // OpenSSL 3 has dropped this old name of SHA-1 with RSA or EC, which the SDK still asks for.
  if (constants.ALGORITHM === 'ssl3-sha1') constants.ALGORITHM = 'sha1'
  const message = { metadata: { topic: 'MARKETPLACE_ACCOUNT_DELETION' }, notification: { notificationId: 'n1', data: { username: 'zoë' } } }
  const mine = ours('ebay', { key: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), body: JSON.stringify(message) })
  const header = mine.headers['x-ebay-signature'] ?? ''
  expect(await validator.validateSignature(message, header, {})).toBe(true)
  expect(await validator.validateSignature({ ...message, more: 1 }, header, {})).toBe(false)
  expect(verdictOf('ebay', mine.view, [secretOf(onOneLine, { role: 'public-key' })])).toMatchObject({ verdict: 'verified', scheme: 'sha1' })
})

test('its challenge: the same answer, and only for a plain token', () => {
  const secrets = [secretOf('71745723-d031-455c-bfa5-f90d11b4f20a', { role: 'verify-token' })]
  const ask = (code: string) => {
    const view = viewOf({ method: 'GET', url: `https://x.test/ebay?challenge_code=${encodeURIComponent(code)}` })
    return answerHandshake(provider('ebay'), view, secrets, verifyRequest(provider('ebay'), view, secrets))
  }
  const code = 'a8628072-3d33-45ee-9004-bee86830a22d'
  const config = { endpoint: 'https://x.test/ebay', verificationToken: secrets[0]?.value ?? '' }
  const expected = validator.generateChallengeResponse(code, config)
  expect(JSON.parse(Buffer.from(ask(code)?.body ?? []).toString())).toEqual({ challengeResponse: expected })
  expect(ask('no token: at all')).toMatchObject({ status: 400, refused: expect.any(String) })
})
