import { promises as dns } from 'node:dns'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { testAlert } from '#app/alerts/channel.ts'
import { emailChannel, type MailServer } from '#app/alerts/channels/email.ts'
import { webhookChannel } from '#app/alerts/channels/webhook.ts'
import { createSender } from '#delivery/sender.ts'
import type { Clock } from '#delivery/types.ts'
import { systemClock } from '#node/clock.ts'
import { openSink, status } from '../../support/delivery/sink.ts'
import { testCertificate, testKey } from '../../support/delivery/tls.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const alert = { ...testAlert(1_700_000_000_000), title: 'Delivery to Shop failed', body: 'order.paid was given up.', id: 'alr_7' }

/** A real mail server on loopback that takes STARTTLS and one password. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: { from: string; to: string[]; text: string; secure: boolean; user: string | undefined }[] = []
  const server = new SMTPServer({
    key: testKey,
    cert: testCertificate,
    logger: false,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _, done) =>
      username === 'me' && password === 'right' ? done(null, { user: username }) : done(new Error('Invalid login')),
    onRcptTo: ({ address }, _, done) => done(address.startsWith('nobody') ? new Error('No such user here') : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: session.user,
        })
        done()
      })
    },
    ...options,
  })
  // A client that breaks off is an error to the server, and what some of these tests are about.
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>(resolve => server.close(resolve)))
  return { port: (server.server.address() as AddressInfo).port, mails }
}

const usual = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  host: 'localhost',
  port,
  security: 'starttls',
  user: 'me',
  password: 'right',
  from: 'hookbench@example.com',
  to: ['ops@example.com', 'dev@example.com'],
  local: false,
  ca: testCertificate,
  ...more,
})
const mail = (server: MailServer) => emailChannel(async () => server).send(alert)

describe('e-mail', () => {
  test('goes out over STARTTLS, with user and password, to all recipients', async () => {
    const { port, mails } = await mailServer()
    expect(await mail(usual(port))).toEqual({ ok: true, message: 'localhost accepted the message.' })
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ from: 'hookbench@example.com', to: ['ops@example.com', 'dev@example.com'], secure: true, user: 'me' })
    expect(mails[0]?.text).toContain('Subject: [Hookbench] Delivery to Shop failed')
    expect(mails[0]?.text).toContain('order.paid was given up.')
  })

  test('TLS from the first byte; and no TLS at all only where that was chosen', async () => {
    const tls = await mailServer({ secure: true })
    expect(await mail(usual(tls.port, { security: 'tls' }))).toMatchObject({ ok: true })
    const plain = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] })
    expect(await mail(usual(plain.port, { security: 'none', user: '' }))).toMatchObject({ ok: true })
    expect(plain.mails[0]?.secure).toBe(false)
    expect(await mail(usual(plain.port, { user: '' }))).toMatchObject({ ok: false, message: expect.stringContaining('STARTTLS') })
    expect(plain.mails).toHaveLength(1)
  })

  test('what goes wrong is a sentence: password, certificate, recipients, nobody there, a private address', async () => {
    const { port, mails } = await mailServer()
    const refused = async (more: Partial<MailServer>) => {
      const result = await mail(usual(port, more))
      expect(result.ok).toBe(false)
      return result.message
    }
    expect(await refused({ password: 'wrong' })).toMatch(/^localhost did not accept the user and password/)
    expect(await refused({ ca: null })).toMatch(
      /^localhost could not be reached over STARTTLS: .*certificate.* enter its certificate authority\.$/,
    )
    // Not TLS at all: OpenSSL's own line names its source files and ends with a line break.
    expect(await refused({ security: 'tls' })).toMatch(/^The TLS connection to localhost failed: wrong version number\. Check the port/)
    expect(await refused({ to: ['notanaddress'] })).toBe(
      'Nothing was sent: the sender or a recipient is not an email address. Correct them in the settings of alerts.',
    )
    expect(await refused({ to: ['nobody@example.com'] })).toMatch(/refused the sender or a recipient.*No such user here/s)
    expect(await refused({ port: 1 })).toBe('Nothing is listening at localhost:1. Check the server and the port.')
    expect(await refused({ host: '10.0.0.1' })).toMatch(/^10\.0\.0\.1 was not contacted: it is in a private network/)
    expect(await refused({ host: '169.254.169.254' })).toMatch(/not contacted/)
    expect(await refused({ to: [] })).toMatch(/at least one recipient/)
    expect(mails).toHaveLength(0)
    const partly = await mail(usual(port, { to: ['nobody@example.com', 'ops@example.com'] }))
    expect(partly).toMatchObject({ ok: false, message: expect.stringContaining('not for nobody@example.com') })
  })
})

describe('a mail server of several addresses', () => {
  /** What looking up any name gives. */
  function named(...addresses: readonly string[]) {
    const found = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation((async () => found) as never)
    closing.push(() => lookup.mockRestore())
  }

  test('the first refuses the connection: the second is tried', async () => {
    const { port, mails } = await mailServer()
    // The server listens at 127.0.0.1 alone.
    named('::1', '127.0.0.1')
    expect(await mail(usual(port))).toEqual({ ok: true, message: 'localhost accepted the message.' })
    expect(mails).toHaveLength(1)
    named('::1', '::1')
    expect((await mail(usual(port))).message).toBe(`Nothing is listening at localhost:${port}. Check the server and the port.`)
  })

  test('what one of them has answered is not asked elsewhere', async () => {
    let connections = 0
    const onConnect: SMTPServerOptions['onConnect'] = (_, done) => {
      connections += 1
      done()
    }
    const { port, mails } = await mailServer({ onConnect })
    named('127.0.0.1', '127.0.0.1')
    expect((await mail(usual(port, { password: 'wrong' }))).message).toMatch(/^localhost did not accept the user and password/)
    expect([connections, mails.length]).toEqual([1, 0])
  })
})

describe('webhook', () => {
  const channel = (target: Parameters<typeof webhookChannel>[1], clock: Clock = systemClock) => {
    const sender = createSender({ clock })
    closing.push(() => sender.close())
    return webhookChannel(sender, target, new AbortController().signal)
  }

  test('in the shape of Slack, and as JSON; marked as ours, so that it is never forwarded in circles', async () => {
    const sink = await openSink(status(200, {}, 'ok'))
    closing.push(sink.close)
    const send = (format: 'slack' | 'json') =>
      channel(async () => ({ url: `${sink.url}/services/T0/B0/x?a=1`, format, local: false })).send(alert)
    expect(await send('slack')).toEqual({ ok: true, message: 'It answered 200: ok.' })
    expect(await send('json')).toMatchObject({ ok: true })
    const [slack, json] = sink.hits
    expect(slack).toMatchObject({ method: 'POST', url: '/services/T0/B0/x?a=1' })
    expect(slack?.headers).toMatchObject({ 'content-type': 'application/json', 'hookbench-delivery': 'alr_7' })
    expect(JSON.parse(String(slack?.body))).toMatchObject({
      text: '*Delivery to Shop failed*',
      attachments: [{ text: 'order.paid was given up.', ts: 1_700_000_000 }],
    })
    expect(JSON.parse(String(json?.body))).toMatchObject({ type: 'hookbench.alert', id: 'alr_7', kind: 'delivery_failed', count: 1 })
  })

  test('failures are sentences, and only those that may pass are tried again', async () => {
    const sink = await openSink(status(404, {}, 'no_service'))
    closing.push(sink.close)
    const to = (url: string, local = false) => channel(async () => ({ url, format: 'slack', local })).send(alert)
    expect(await to(sink.url)).toEqual({
      ok: false,
      message: 'It answered 404: no_service. Check the URL; you may have to create a new one.',
      again: false,
    })
    sink.answer = status(503)
    expect(await to(sink.url)).toMatchObject({ ok: false, again: true })
    expect(await to('http://127.0.0.1:1/')).toMatchObject({ ok: false, again: true, message: expect.stringContaining('ECONNREFUSED') })
    expect(await to('http://10.1.2.3/')).toMatchObject({
      ok: false,
      again: false,
      message: expect.stringContaining('in a private network'),
    })
    expect(await channel(async () => null).send(alert)).toMatchObject({ ok: false, again: false })
  })

  test('one that does not respond has no timeout of an endpoint to raise', async () => {
    const clock = new FakeClock()
    const sink = await openSink(() => {})
    closing.push(sink.close)
    const sending = channel(async () => ({ url: sink.url, format: 'json', local: false }), clock).send(alert)
    await sink.received(1)
    clock.advance(10_000)
    expect(await sending).toMatchObject({
      ok: false,
      message: 'Waited 10 s for a response, then gave up. Have the receiver respond before doing its work.',
    })
  })
})
