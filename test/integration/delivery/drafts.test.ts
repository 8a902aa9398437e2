import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { InputOf } from '#contract/methods.ts'
import { openCore, type RunningCore } from '../../support/core.ts'

interface Got {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

let core: RunningCore
let got: Got[]
let url: string
let close: () => Promise<void>
beforeEach(async () => {
  got = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      got.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.end('thanks')
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => new Promise(done => server.close(() => done()))
  core = await openCore()
})
afterEach(async () => {
  await core.end()
  await close()
})

type Draft = InputOf<'drafts.send'>['draft']
const draft = (more: Partial<Draft> = {}): Draft => ({
  method: 'POST',
  to: { url: `${url}/in` },
  path: '',
  headers: [['Content-Type', 'application/json']],
  body: '{"hello":"world"}',
  sign: { with: 'none' },
  ...more,
})
const arrived = async (count = 1): Promise<Got> => {
  await expect.poll(() => got.length).toBe(count)
  return got.at(-1) as Got
}
const github = (body: string, secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

describe('sending what was composed', () => {
  test('variables are filled in, then the text is signed with the secret of an Endpoint, a Source, or the one given', async () => {
    const endpoint = await core.rpc['endpoints.save']({
      name: 'App',
      url: `${url}/ep`,
      scheme: 'github',
      secrets: ['endpoint-secret'],
      local: true,
    })
    const source = await core.rpc['sources.save']({ name: 'Hub', slug: 'hub', provider: 'github', secrets: ['source-secret'] })
    const to = { endpointId: endpoint.id }
    const body = '{"id":"{{uuid:a}}","same":"{{uuid:a}}","at":{{now.s}},"kept":"\\\\{{now}}"}'.replace('\\\\', '\\')
    const ways: [Draft['sign'], string, string | undefined][] = [
      [{ with: 'endpoint' }, 'endpoint-secret', undefined],
      // The Endpoint has a secret too: the Source that was chosen wins.
      [{ with: 'source', sourceId: source.id }, 'source-secret', undefined],
      [{ with: 'secret', scheme: 'github' }, 'given-secret', 'given-secret'],
    ]
    for (const [index, [sign, key, secret]] of ways.entries()) {
      await core.rpc['drafts.send']({ draft: draft({ to, path: '/x?t={{now.ms}}', body, sign }), ...(secret ? { secret } : {}) })
      const at = await arrived(index + 1)
      const parsed = JSON.parse(at.body) as Record<string, string | number>
      expect(parsed.id).toMatch(/^[0-9a-f-]{36}$/)
      expect(parsed.same).toBe(parsed.id)
      expect(parsed.at).toBeTypeOf('number')
      expect(parsed.kept).toBe('{{now}}')
      expect(at.url).toMatch(/^\/ep\/x\?t=\d{13}$/)
      expect(at.headers['x-hub-signature-256']).toBe(github(at.body, key))
    }
  })
  test('any method and headers go to a bare address; what cannot be sent is a sentence, and nothing is sent', async () => {
    await core.rpc['drafts.send']({ draft: draft({ method: 'DELETE', headers: [['X-Id', '{{random.int}}']], body: '' }) })
    expect(await arrived()).toMatchObject({ method: 'DELETE', url: '/in', body: '', headers: { 'x-id': expect.stringMatching(/^\d{9}$/) } })
    const cases: [Partial<Draft>, string][] = [
      [{ body: '{{nwo}}' }, 'The body uses an unknown variable: {{nwo}}'],
      [{ headers: [['X-A', '{{zzz}}']] }, 'The header X-A uses an unknown variable'],
      [{ to: { url: 'ftp://x.test' } }, 'starts with http'],
      [{ to: { url: 'http://169.254.169.254/' } }, 'is refused'],
      [{ sign: { with: 'endpoint' } }, 'It cannot be signed'],
      [{ sign: { with: 'secret', scheme: 'github' } }, 'no secret was given'],
      [{ headers: [['X-A', 'a\nb']] }, 'single line'],
      [{ headers: [['Authorization', 'Bearer ••••••••']] }, 'hidden value'],
    ]
    for (const [more, message] of cases) await expect(core.rpc['drafts.send']({ draft: draft(more) })).rejects.toThrow(message)
    expect((await core.rpc['deliveries.list']({})).rows).toHaveLength(1)
    expect((await core.rpc['drafts.list']({})).rows).toHaveLength(1)
  })
})

describe('saved requests and history', () => {
  test('are kept sealed, come back masked, and are sent whole', async () => {
    const secret = draft({
      to: { url: `${url}/in?api_key=k3y-of-mine` },
      headers: [
        ['Authorization', 'Bearer t0ken-of-mine'],
        ['X-A', '1'],
      ],
      body: 'sec-body',
    })
    const saved = await core.rpc['drafts.save']({ name: 'Mine', draft: secret })
    const again = (await core.rpc['drafts.get']({ id: saved.id })).draft
    expect(again.headers).toEqual([
      ['Authorization', 'Bearer ••••••••'],
      ['X-A', '1'],
    ])
    expect(again.to).toEqual({ url: `${url}/in?api_key=••••••••` })
    expect(again.body).toBe('sec-body')
    // Saved anew from what was shown, with another body: the hidden values are still there.
    await core.rpc['drafts.save']({ id: saved.id, name: 'Ours', draft: { ...again, body: 'sec-other' }, from: saved.id })
    const { sentId, deliveryIds } = await core.rpc['drafts.send']({ draft: again, from: saved.id })
    expect(await arrived()).toMatchObject({ url: '/in?api_key=k3y-of-mine', headers: { authorization: 'Bearer t0ken-of-mine' } })
    expect(
      (await core.rpc['drafts.list']({})).rows.map(({ id, name, address, deliveryId }) => ({ id, name, address, deliveryId })),
    ).toEqual([
      { id: saved.id, name: 'Ours', address: `${url}/in`, deliveryId: null },
      { id: sentId, name: null, address: `${url}/in`, deliveryId: deliveryIds[0] },
    ])
    const inTable = JSON.stringify(core.sqlite().prepare('SELECT * FROM drafts').all())
    for (const hidden of ['t0ken-of-mine', 'k3y-of-mine', 'sec-body', 'sec-other']) expect(inTable).not.toContain(hidden)
    await expect(core.rpc['drafts.save']({ name: 'Ours', draft: secret })).rejects.toThrow('already')
    await core.rpc['drafts.delete']({ id: saved.id })
    await expect(core.rpc['drafts.get']({ id: saved.id })).rejects.toThrow('saved request')
  })
  test('the history keeps the last 50', async () => {
    for (let n = 0; n < 52; n++) await core.rpc['drafts.send']({ draft: draft({ path: '', to: { url: `${url}/${n}` } }) })
    const rows = (await core.rpc['drafts.list']({})).rows
    expect(rows).toHaveLength(50)
    expect([rows[0]?.address, rows.at(-1)?.address]).toEqual([`${url}/51`, `${url}/2`])
  })
})
