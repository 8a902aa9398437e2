import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, globalAgent, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCertificate, testKey } from '../support/delivery/tls.ts'
import { vectors } from '../unit/providers/vectors/aws-sns.ts'
import { secretOf } from '../unit/signature/support.ts'
import { judge, load } from './support.ts'

/**
 * sns-validator fetches the certificate itself, so it is given one by a real server on loopback. What it is given is a bare public key:
 * Node verifies with one as with a certificate. Amazon alone signs for SNS; so the same members are signed here by hand, and both judge.
 */
type Validator = new (host: RegExp, encoding: string) => { validate(message: object, done: (error: Error | null) => void): void }
const Library = load('sns-validator') as Validator

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicPem = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString()
let server: Server
let certUrl = ''
const trusted = globalAgent.options.ca

beforeAll(async () => {
  server = createServer({ cert: testCertificate, key: testKey }, (_, response) => response.end(publicPem))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  certUrl = `https://localhost:${(server.address() as AddressInfo).port}/key.pem`
  globalAgent.options.ca = testCertificate
})
afterAll(async () => {
  globalAgent.options.ca = trusted
  globalAgent.destroy()
  await new Promise(closed => server.close(closed))
})

function sign(message: Readonly<Record<string, string>>, members: readonly string[], key: KeyObject): Record<string, string> {
  const text = members.map(name => `${name}\n${message[name]}\n`).join('')
  const digest = message.SignatureVersion === '2' ? 'sha256' : 'sha1'
  return { ...message, Signature: createSign(digest).update(text, 'utf8').sign(key, 'base64') }
}

async function theirs(message: object): Promise<string> {
  const validator = new Library(/^localhost:\d+$/, 'utf8')
  const error = await new Promise<Error | null>(done => validator.validate(message, done))
  return error === null ? 'verified' : error.message
}

const base = {
  Type: 'Notification',
  MessageId: 'm',
  TopicArn: 'arn:aws:sns:eu-west-1:1:t',
  Message: '{"a":"é"}\nb',
  Timestamp: '2021-02-25T15:02:10.000Z',
}
const confirmation = { ...base, Type: 'SubscriptionConfirmation', Token: 't0', SubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?a=b' }

test.each([
  ['a notification', base, ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type']],
  ['one with a subject', { ...base, Subject: 'Hi' }, ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']],
  ['a confirmation', confirmation, ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']],
] as const)('%s, in both versions', async (_, message, members) => {
  for (const SignatureVersion of ['1', '2']) {
    const signed = { ...sign({ ...message, SignatureVersion }, members, pair.privateKey), SigningCertURL: certUrl }
    expect(await theirs(signed)).toBe('verified')
    expect(await theirs({ ...signed, Message: 'x' })).toMatch(/signature/i)
  }
})

test.each(vectors)('what we verify as “$name” it verifies too', async vector => {
  const message = JSON.parse(vector.body) as Record<string, string>
  const members = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'].filter(
    name => name in message,
  )
  const signed = { ...sign(message, members, pair.privateKey), SigningCertURL: certUrl }
  // The one quirk: it leaves out the Token of an UnsubscribeConfirmation, against Amazon's documents.
  const quirk = message.Type === 'UnsubscribeConfirmation'
  expect(await theirs(signed)).toMatch(quirk ? /signature/i : /^verified$/)
})

test('neither takes a certificate from elsewhere', async () => {
  const message = { ...base, SignatureVersion: '2', Signature: 'AAAA', SigningCertURL: 'https://sns.evil.test/x.pem' }
  expect(await theirs(message)).toMatch(/cert/i)
  const sent = { headers: [['Content-Type', 'text/plain'] as const], body: JSON.stringify(message) }
  expect(judge('aws-sns', sent, [secretOf(base.TopicArn, { role: 'account-id' })]).code).toBe('unknown_key')
})
