import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headerPairs } from '#domain/http/headers.ts'
import { requestView } from '#domain/http/request-view.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'
import { temporaryFolder } from '../../support/launched.ts'

let core: RunningCore
let sink: Sink
const folder = temporaryFolder()
beforeAll(async () => {
  sink = await openSink()
  core = await openCore({ folder })
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

/** Some provider's key, which nobody here has the private half of. */
const theirs: Record<string, string> = {
  discord: '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29',
  telnyx: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=',
}
const asymmetric = [
  ['discord/ed25519', 'ed25519'],
  ['telnyx/ed25519', 'ed25519'],
  ['standard-webhooks/v1a', 'ed25519'],
  ['sendgrid/ecdsa', 'ecdsa-p256'],
] as const

describe('keys.get', () => {
  test.each(asymmetric)('%s: the public half, as that scheme wants it', async (name, algorithm) => {
    const scheme = schemeOf(name)
    const { publicKey, pem, ...rest } = await core.rpc['keys.get']({ scheme: name })
    expect(rest.algorithm).toBe(algorithm)
    expect(createPublicKey(pem).asymmetricKeyType).toBe(algorithm === 'ed25519' ? 'ed25519' : 'ec')
    expect(publicKey).not.toContain('BEGIN')
    expect(publicKey).toMatch(scheme.key.decode === 'hex' ? /^[0-9a-f]{64}$/ : /^(?:whpk_)?[A-Za-z0-9+/]+=*$/)
  })

  test('the same at every call and after a restart; the private half lies in the database sealed', async () => {
    const first = await core.rpc['keys.get']({ algorithm: 'rsa' })
    expect(await core.rpc['keys.get']({ algorithm: 'rsa' })).toEqual(first)
    await core.halt()
    // The WAL went into it at the close.
    const bytes = readFileSync(join(folder.path, 'hookbench.db'), 'latin1')
    expect(bytes).toContain('PUBLIC KEY')
    expect(bytes).not.toContain('PRIVATE KEY')
    core = await openCore({ folder })
    expect(await core.rpc['keys.get']({ algorithm: 'rsa' })).toEqual(first)
  })

  test.each([
    [{}, 'one of the two'],
    [{ algorithm: 'rsa', scheme: 'discord' }, 'one of the two'],
    [{ scheme: 'github' }, 'no public key'],
    [{ scheme: 'nobody/x' }, 'There is no scheme'],
    [{ scheme: 'aws-sns' }, 'Amazon'],
    [{ scheme: 'paypal' }, 'PayPal'],
  ] as const)('%o is refused with a sentence', async (input, part) => {
    await expect(core.rpc['keys.get'](input)).rejects.toThrow(part)
  })
})

describe('signed with a key pair of our own', () => {
  test.each(['discord', 'telnyx'])('a sample of %s is genuine here, and a stranger’s is not', async provider => {
    const source = await core.rpc['sources.save']({
      provider,
      name: provider,
      secrets: [{ role: 'public-key', value: theirs[provider] ?? '' }],
    })
    await core.rpc['requests.sendTest']({ sourceId: source.id })
    const [row] = (await core.rpc['requests.list']({ filter: `source:${source.id}` })).rows
    expect(row).toMatchObject({ verdict: 'verified', origin: 'sample' })
    const { verification, headers } = await core.rpc['requests.get']({ id: row?.id ?? '' })
    expect(verification.explanation).toContain('Hookbench’s own key pair')
    // The same signature from outside is nobody's.
    const again = await fetch(source.url, {
      method: 'POST',
      headers: headers.filter(([name]) => !/^(host|content-length|hookbench)/i.test(name)),
      body: await bodyOf(row?.id ?? ''),
    })
    expect(again.ok).toBe(false)
    expect((await core.rpc['requests.list']({ filter: `source:${source.id}`, limit: 1 })).rows[0]?.verdict).toBe('failed')
    // And looked at again, the sample is what it was.
    expect((await core.rpc['requests.verify']({ id: row?.id ?? '' })).verdict).toBe('verified')
  })

  test.each(asymmetric)('a resend as %s satisfies an app that has our public key', async (name, _) => {
    const provider = name.split('/')[0] ?? ''
    const endpoint = await core.rpc['endpoints.save']({ url: sink.url, name, local: true })
    const { id } = await core.rpc['sources.save']({ provider, name, secrets: [{ role: 'public-key', value: theirs[provider] ?? 'x' }] })
    const response = await fetch(`${core.receiverUrl}/${(await core.rpc['sources.list']({})).rows.find(row => row.id === id)?.slug}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"type":2}',
    })
    await response.arrayBuffer()
    const [row] = (await core.rpc['requests.list']({ filter: `source:${id}` })).rows
    const before = sink.hits.length
    await core.rpc['requests.resend']({ ids: [row?.id ?? ''], to: { endpointId: endpoint.id }, sign: 'fresh', scheme: name })
    await sink.received(before + 1)
    const hit = sink.hits.at(-1)
    const { publicKey } = await core.rpc['keys.get']({ scheme: name })
    const view = requestView({
      method: hit?.method ?? '',
      url: `${sink.url}${hit?.url}`,
      target: hit?.url ?? '',
      headers: hit?.rawHeaders ?? [],
      body: new Uint8Array(hit?.body ?? []),
      receivedAt: Date.now(),
    })
    const secret = { id: 's', role: 'public-key' as const, label: null, value: publicKey, validUntil: null }
    const verdict = verifyRequest(providerById(provider), view, [secret], { scheme: name.split('/')[1] ?? '' })
    expect([verdict.verdict, verdict.explanation]).toEqual(['verified', expect.any(String)])
    expect(headerPairs(view.headers).length).toBeGreaterThan(2)
  })
})

test('a resend from the Inbox needs no secret either', async () => {
  await (await fetch(`${core.receiverUrl}/nobodys`, { method: 'POST', body: 'x' })).arrayBuffer()
  const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
  const before = sink.hits.length
  const to = { url: sink.url, local: true }
  await core.rpc['requests.resend']({ ids: [row?.id ?? ''], to, sign: 'fresh', scheme: 'discord/ed25519' })
  await sink.received(before + 1)
  expect(sink.hits.at(-1)?.headers['x-signature-ed25519']).toMatch(/^[0-9a-f]{128}$/)
  const refused = core.rpc['requests.resend']({ ids: [row?.id ?? ''], to, sign: 'fresh', scheme: 'github' })
  await expect(refused).rejects.toMatchObject({ code: 'cannot_sign' })
})

async function bodyOf(id: string) {
  return new Uint8Array(await (await core.get(`/body/${id}`)).arrayBuffer())
}

function schemeOf(name: string) {
  const [provider = '', id] = name.split('/')
  const scheme = providerById(provider)?.schemes.find(candidate => candidate.id === id)
  if (!scheme) throw new Error(`no scheme ${name}: ${providerById(provider)?.schemes.map(s => s.id)}`)
  return scheme
}
