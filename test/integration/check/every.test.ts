import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createDial } from '#check/dial.ts'
import { findingsOf } from '#check/findings.ts'
import { newRun, planOf, runWave } from '#check/run.ts'
import type { Target } from '#check/target.ts'
import type { ScenarioResult } from '#domain/check/types.ts'
import { eventOf } from '#domain/events.ts'
import { answerHandshake } from '#domain/handshake.ts'
import { requestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import { viewFor } from '#domain/provider-view.ts'
import type { Secret } from '#domain/secret.ts'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providers } from '#providers/index.ts'
import { samplesOf } from '#providers/samples/index.ts'

/** Everything but the requests that take time by intention. */
const SLOW = new Set(['slow-sender', 'cut', 'large-body'])
const bytes = (count: number) => new Uint8Array(randomBytes(count))

const signable = providers.flatMap(provider => {
  const scheme = provider.schemes.find(candidate => !candidate.legacy)
  const sample = samplesOf(provider.id).find(({ failure }) => !failure)
  return scheme && sample && scheme.unsignable === undefined ? [{ provider, scheme, sample }] : []
})

const secretsOf = (provider: Provider, scheme: Scheme): Secret[] => {
  const value = newSecret(provider, scheme.id, bytes(32))
  const own = (role: Secret['role'], text: string): Secret => ({ id: `sec_${role}`, role, label: null, value: text, validUntil: null })
  const open = publicHalf(scheme, value)
  return [own((scheme.signingKey ?? scheme.key).role, value), ...(open === null ? [] : [own(scheme.key.role, open)])]
}

/** A handler that does as the rules of the domain say, for any provider. */
async function ruled(provider: Provider, secrets: readonly Secret[]) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const { method = '', url = '', rawHeaders } = request
      const { port } = server.address() as AddressInfo
      const view = requestView({
        method,
        url: `http://127.0.0.1:${port}${url}`,
        target: url,
        headers: rawHeaders,
        body,
        receivedAt: Date.now(),
      })
      const verification = verifyRequest(provider, view, secrets)
      const shaken = answerHandshake(provider, view, secrets, verification)
      if (shaken) return void response.writeHead(shaken.status, shaken.headers.flat()).end(Buffer.from(shaken.body))
      if (method === 'GET') return void response.writeHead(405).end()
      if (verification.verdict !== 'verified') return void response.writeHead(400).end(verification.explanation)
      const kind = viewFor(provider, view).parsed().kind
      if (kind === 'invalid' || body.length === 0) return void response.writeHead(422).end()
      eventOf(provider, view)
      response.writeHead(200).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

test('every provider that can be signed is checked without a false alarm, and what does not fit says why', async () => {
  expect(signable.length).toBeGreaterThan(40)
  const alarms: string[] = []
  for (const { provider, scheme, sample } of signable) {
    const secrets = secretsOf(provider, scheme)
    const { server, url } = await ruled(provider, secrets)
    const [secret] = secrets
    if (!secret) throw new Error('no secret')
    const target: Target = {
      url,
      provider,
      signing: { scheme, secret, other: null },
      secrets,
      genuine: { kind: 'sample', sample },
      timeoutMs: 10_000,
    }
    const plan = planOf(target, null)
    for (const { id, skipped } of plan) if (skipped !== null) expect(skipped, `${provider.id} ${id}`).toMatch(/^[A-Z“].*\.$/)
    const results: ScenarioResult[] = []
    let state = newRun
    for (const wave of ['first', 'refuse', 'accept'] as const) {
      const only = new Set(plan.map(({ id }) => id).filter(id => !SLOW.has(id)))
      const world = { now: Date.now, random: bytes, dial: createDial(url, { reach: 'loopback' }), signal: new AbortController().signal }
      const limits = { maxRequests: 500, settleMs: 1, bursts: [1, 1] as const }
      state = await runWave(wave, { target, world, limits, count: null, only, onResult: result => void results.push(result) }, state)
    }
    for (const { id, scenarios, meaning } of findingsOf(results)) alarms.push(`${provider.id}: ${id} (${scenarios.join()}) ${meaning}`)
    server.closeAllConnections()
    server.close()
  }
  expect(alarms).toEqual([])
}, 120_000)
