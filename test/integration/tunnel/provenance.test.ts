import { createHmac } from 'node:crypto'
import { connect } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { edgeCertificate } from '../../support/ngrok-edge/certificate.ts'
import { fromPublic } from '../../support/ngrok-edge/public.ts'
import { online } from './support.ts'

const newest = async (core: Awaited<ReturnType<typeof online>>['core']) => {
  const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
  return core.rpc['requests.get']({ id: row?.id ?? '' })
}

describe('where a Request came from', () => {
  test('forwarding headers on the public port are somebody’s claim; through the tunnel they are the edge’s word', async () => {
    const { core, edge } = await online()
    const lies = { 'x-forwarded-host': 'bank.example.com', 'x-forwarded-proto': 'https', 'x-forwarded-for': '9.9.9.9' }
    await fetch(`${core.receiverUrl}/a`, { method: 'POST', headers: lies })
    expect(await newest(core)).toMatchObject({ via: 'direct', effectiveUrl: `${core.receiverUrl}/a`, remoteAddress: '127.0.0.1' })
    await fromPublic(`${edge.url}/b?c=d`, { headers: lies })
    expect(await newest(core)).toMatchObject({ via: 'tunnel', effectiveUrl: `${edge.url}/b?c=d`, remoteAddress: '203.0.113.7' })
  })

  test('only the receiver is there: the window, the API and its socket are paths like any other', async () => {
    const { core, edge } = await online()
    // The API listener of this very core is up, on a port of its own.
    expect((await core.get('/rpc')).status).toBe(200)
    for (const path of ['/', '/rpc', '/rpc/app.info', '/index.html', '/body/req_00000000001', '/ws', '/api/v1/webhooks']) {
      const answer = await fromPublic(`${edge.url}${path}`, { headers: { authorization: 'Bearer a-token' }, body: '{}' })
      expect({ path, status: answer.status, body: answer.body }).toEqual({ path, status: 200, body: '' })
      expect(await newest(core)).toMatchObject({ path, via: 'tunnel', sourceId: null })
    }
    expect(await upgrade(edge.url)).toMatch(/^HTTP\/1\.1 200 /)
    expect(await newest(core)).toMatchObject({ path: '/socket', method: 'GET', via: 'tunnel' })
  })
})

describe('signed requests, byte for byte', () => {
  // Not ASCII, not normalised, with the line ends of another system: a single byte that changes on the way breaks the signature.
  const body = Buffer.concat([Buffer.from('{"type":"payment.created","event_id":"e1",\r\n "note":"Zoë \\u00e9 '), Buffer.from('💳"}\n')])

  test('Square signs the public URL and the body', async () => {
    const { core, edge } = await online()
    const source = await core.rpc['sources.save']({ provider: 'square', slug: 'square', secrets: ['a-signature-key'] })
    const signature = createHmac('sha256', 'a-signature-key').update(source.url).update(body).digest('base64')
    const headers = { 'Content-Type': 'application/json', 'x-square-hmacsha256-signature': signature }
    expect((await fromPublic(`${edge.url}/square`, { headers, body })).status).toBe(200)
    const request = await newest(core)
    expect(request).toMatchObject({ via: 'tunnel', effectiveUrl: source.url, verification: { verdict: 'verified', provider: 'square' } })
    expect(Buffer.from(await (await core.get(`/body/${request.id}`)).arrayBuffer())).toEqual(body)
    // The same bytes to the public port were not sent to the URL that was signed.
    const direct = await fetch(`${core.receiverUrl}/square`, {
      method: 'POST',
      headers: { ...headers, 'x-forwarded-host': new URL(edge.url).host },
      body,
    })
    expect(direct.status).toBe(400)
  })

  test('Trello signs the body and the public URL', async () => {
    const { core, edge } = await online()
    const source = await core.rpc['sources.save']({ provider: 'trello', slug: 'trello', secrets: ['a-secret'] })
    const signature = createHmac('sha1', 'a-secret').update(body).update(source.url).digest('base64')
    const headers = { 'Content-Type': 'application/json', 'X-Trello-Webhook': signature }
    expect((await fromPublic(`${edge.url}/trello`, { headers, body })).status).toBe(200)
    expect(await newest(core)).toMatchObject({ verification: { verdict: 'verified', provider: 'trello' } })
  })
})

/** The first bytes of what a WebSocket handshake is answered. */
function upgrade(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca: edgeCertificate, servername: 'localhost' }, () => {
      socket.write(
        'GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
    })
    socket.on('data', chunk => {
      resolve(String(chunk))
      socket.destroy()
    })
    socket.on('error', reject)
  })
}
