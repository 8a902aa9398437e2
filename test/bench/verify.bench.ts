/**
 * What verification costs beyond node:crypto: `node test/bench/verify.bench.ts [bytes]`. For each scheme the engine verifies a Request
 * and, turn by turn in the same run, plain code does the same by hand: reads the headers, decodes the signature, computes, compares.
 * Prints the ratio (at most 1.5) and one line of JSON.
 */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { headerValue } from '#domain/http/headers.ts'
import type { RequestView } from '#domain/http/request-view.ts'
import { decodeKey } from '#domain/signature/keys.ts'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import { secretOf, signedView } from '../unit/signature/support.ts'

const size = Number(process.argv[2] ?? 2048)
const ROUNDS = 200
const TURN_MS = 2
const body = Buffer.from(JSON.stringify({ id: 'evt_1', type: 'charge.succeeded', filler: 'x'.repeat(Math.max(0, size - 60)) }))
/** As many as a provider sends beside its own. */
const usual = [
  ['Host', 'example.test'],
  ['User-Agent', 'Provider-Hooks/1.0 (+https://example.test/docs)'],
  ['Content-Type', 'application/json; charset=utf-8'],
  ['Content-Length', String(body.length)],
  ['Accept', '*/*'],
  ['X-Request-Id', '0f8fad5b-d9cb-469f-a165-70867728950e'],
] as const

type Bare = (view: RequestView, key: KeyObject) => boolean
const same = (given: Buffer, expected: Buffer) => given.length === expected.length && timingSafeEqual(given, expected)
const fresh = (view: RequestView, seconds: number) => Math.abs(view.receivedAt / 1000 - seconds) <= 300

/** What somebody would write by hand. */
const bare: Record<string, Bare> = {
  'github/sha256': (view, key) => {
    const given = headerValue(view.headers, 'x-hub-signature-256') ?? ''
    return same(Buffer.from(given.slice(7), 'hex'), createHmac('sha256', key).update(view.body).digest())
  },
  'stripe/v1': (view, key) => {
    const items = (headerValue(view.headers, 'stripe-signature') ?? '').split(',')
    const value = (name: string) => items.find(item => item.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
    const t = value('t')
    const expected = createHmac('sha256', key).update(`${t}.`).update(view.body).digest()
    return same(Buffer.from(value('v1'), 'hex'), expected) && fresh(view, Number(t))
  },
  'standard-webhooks/v1': (view, key) => {
    const id = headerValue(view.headers, 'webhook-id') ?? ''
    const t = headerValue(view.headers, 'webhook-timestamp') ?? ''
    const given = headerValue(view.headers, 'webhook-signature') ?? ''
    const expected = createHmac('sha256', key).update(`${id}.${t}.`).update(view.body).digest()
    return given.split(' ').some(item => same(Buffer.from(item.slice(3), 'base64'), expected)) && fresh(view, Number(t))
  },
  'discord/ed25519': (view, key) => {
    const t = headerValue(view.headers, 'x-signature-timestamp') ?? ''
    const given = Buffer.from(headerValue(view.headers, 'x-signature-ed25519') ?? '', 'hex')
    return verify(null, Buffer.concat([Buffer.from(t), view.body]), key, given)
  },
}

/** The lower quartile: what else the machine does comes on top, now on this side and now on that. */
const quiet = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN

/** Calls in a turn of some ms, as µs for one. */
function turn(run: () => boolean): number {
  const start = performance.now()
  let calls = 0
  for (; performance.now() - start < TURN_MS; calls += 16) for (let i = 0; i < 16; i++) if (!run()) throw new Error('not verified')
  return ((performance.now() - start) * 1000) / calls
}

const ratios: Record<string, number> = {}
for (const [name, byHand] of Object.entries(bare)) {
  const [id = '', schemeId = ''] = name.split('/')
  const provider = providerById(id)
  const scheme = provider?.schemes.find(candidate => candidate.id === schemeId)
  if (!provider || !scheme) throw new Error(`no scheme ${name}`)
  const signing = newSecret(provider, schemeId, Buffer.alloc(32, 3))
  const verifying = publicHalf(scheme, signing) ?? signing
  const view = signedView({ provider, scheme: schemeId, secret: signing, headers: usual, body })
  const secrets = [secretOf(verifying, { role: scheme.key.role })]
  const object = decodeKey(verifying, scheme.key, scheme.algorithm, 'verify')?.object ?? createSecretKey(Buffer.from(signing))
  const engine = () => verifyRequest(provider, view, secrets).verdict === 'verified'
  const hand = () => byHand(view, object)
  const times: { engine: number[]; hand: number[] } = { engine: [], hand: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [turn(engine), turn(hand)]
    // The first rounds are the compiler's.
    if (round < ROUNDS / 4) continue
    times.engine.push(a)
    times.hand.push(b)
  }
  const [ours, theirs] = [quiet(times.engine), quiet(times.hand)]
  ratios[name] = ours / theirs
  process.stdout.write(
    `${name.padEnd(24)} engine ${ours.toFixed(1).padStart(6)} µs   by hand ${theirs.toFixed(1).padStart(6)} µs   ${(ours / theirs).toFixed(2)}\n`,
  )
}
process.stdout.write(`${JSON.stringify({ bytes: body.length, ratios })}\n`)
