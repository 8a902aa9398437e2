import type { Assessment, Capture, ReplyPlan } from '#domain/capture.ts'
import { formatId, idMint } from '#domain/ids.ts'
import type { FailureCode, Label } from '#domain/request.ts'
import { rowTexts } from '#store/extras.ts'
import { finishedRow } from '#store/lease-wire.ts'
import type { WritableDb } from '#store/open.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { forwardInsert } from '#store/writer/forwards.ts'
import { leaseWrites } from '#store/writer/leases.ts'
import { requestWrites } from '#store/writer/requests.ts'
import { workbenchWrites } from '#store/writer/workbench.ts'
import { type SeededRandom, seededRandom } from './random.ts'
import { type Sender, type Sent, senders, sentBy } from './traffic.ts'

/** Grows when the same seed makes other rows: what was kept of an earlier version is then made anew. */
export const SEEDED_VERSION = 1

/** The time that all rows lie in, ms since epoch: half a year that is over, so that what is captured now is newer. */
export const SEEDED_FROM = Date.UTC(2026, 0, 1)
export const SEEDED_TO = Date.UTC(2026, 5, 30)

export interface SeededOptions {
  readonly rows: number
  readonly seed: number
  /** Ids of the Sources by slug. A slug of `senders` that is missing here sends to the Inbox. */
  readonly sources: ReadonlyMap<string, number>
  /** Forwards go here; null = there are none. */
  readonly endpoint: { readonly id: number; readonly name: string; readonly url: string } | null
}

const BATCH = 10_000
const RUN = 'seeded'
const codes = [
  'signature_mismatch',
  'signature_mismatch',
  'timestamp_too_old',
  'missing_header',
  'body_altered',
] as const satisfies readonly FailureCode[]
const labels = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const satisfies readonly Label[]

/**
 * Fills a migrated database with Requests as half a year would leave them there: several providers, verdicts, duplicates, forwards (a few
 * of them dead letters), pins and labels, days and nights. By the writer's own statements, in batches; the same for the same seed.
 */
export function fillStore(db: WritableDb, options: SeededOptions): void {
  const random = seededRandom(options.seed)
  let at = SEEDED_FROM
  // From nothing, and not from the highest id in use: what is configured already is younger than what it has brought.
  const mint = idMint(() => at)
  const write = writerOf(db, mint, options.endpoint)
  const recent: { sender: Sender; sent: Sent; id: number }[] = []
  const step = (SEEDED_TO - SEEDED_FROM) / options.rows
  const synchronous = db.pragma('synchronous', { simple: true })
  // Nobody was promised anything yet.
  db.pragma('synchronous = OFF')
  for (let from = 0; from < options.rows; from += BATCH) {
    db.transaction(() => {
      for (let n = from; n < Math.min(from + BATCH, options.rows); n++) {
        // Nights are quiet: the same number of rows, drawn together around noon.
        const day = Math.floor((SEEDED_FROM + n * step) / 86_400_000) * 86_400_000
        const share = (SEEDED_FROM + n * step - day) / 86_400_000
        at = Math.max(at, Math.floor(day + 86_400_000 * (share - Math.sin(2 * Math.PI * share) / 8)))
        const again = recent.length > 0 && random.chance(0.03) ? recent[random.below(recent.length)] : undefined
        const sender = again?.sender ?? senderOf(random)
        const sent = again?.sent ?? sentBy(sender, n, random)
        const id = write({ sender, sent, at, random, sourceId: sourceOf(sender, options), firstId: again?.id ?? null })
        if (!again && sent.eventKey !== null && sent.body.length < 4096) recent[n % 64] = { sender, sent, id }
      }
    })()
  }
  db.pragma(`synchronous = ${synchronous}`)
  db.pragma('wal_checkpoint(TRUNCATE)')
}

interface Written {
  readonly sender: Sender
  readonly sent: Sent
  readonly at: number
  readonly random: SeededRandom
  readonly sourceId: number | null
  /** The Request that brought the same Event first. */
  readonly firstId: number | null
}

function writerOf(db: WritableDb, mint: () => number, endpoint: SeededOptions['endpoint']) {
  const captures = captureStatements(db)
  const forward = forwardInsert(db, mint)
  const leases = leaseWrites(db, mint)
  const { markRequests } = workbenchWrites(db, mint, ids => requestWrites(db, () => false).deleteRequests({ ids }).deleted)

  const deliver = (requestId: number, { sent, at, random }: Written): void => {
    if (!endpoint) return
    const target = { name: endpoint.name, url: endpoint.url, local: true }
    const common = { requestId, endpointId: endpoint.id, now: at }
    const deliveryId = forward({ ...common, target, path: '', method: 'POST', eventType: sent.type, size: sent.body.length })
    leases.leaseDue({ endpointId: endpoint.id, now: at, limit: 1, run: RUN, ordered: false })
    const dead = random.chance(0.02)
    const attempt = {
      at,
      durationMs: 2 + random.below(400),
      status: dead ? 500 : 200,
      outcome: 'response',
      error: null,
      reason: dead ? 'http-500' : null,
      note: null,
      url: null,
      requestHeaders: ['Content-Type', 'application/json'],
      requestBody: null,
      responseHeaders: ['Content-Type', 'text/plain'],
      responseSize: 2,
      responseBody: Buffer.from('ok'),
    }
    const state = dead ? 'failed' : 'delivered'
    const finished = finishedRow({
      deliveryId,
      run: RUN,
      state,
      nextAttemptAt: null,
      waitMs: 0,
      stillMs: 0,
      now: at,
      health: null,
      attempt,
    })
    leases.finishAttempts({ attempts: [finished] }, attempt.responseBody)
  }

  return (written: Written): number => {
    const { sent, at, random, sourceId, firstId } = written
    const id = mint()
    const body = Buffer.from(sent.body)
    const capture = captureOf(written, body)
    const assessment = assessmentOf(written)
    captures.insert({
      id,
      capture,
      assessment,
      texts: rowTexts(capture, assessment),
      reply: replyOf(random),
      repetition: firstId === null ? null : 'duplicate',
      duplicateOf: firstId,
      bodyOf: firstId,
    })
    if (firstId !== null) captures.addRepeat(firstId, id)
    else if (sourceId !== null && sent.eventKey !== null) captures.claim(sourceId, sent.eventKey, id, at)
    if (firstId === null && sourceId !== null && random.chance(0.1)) deliver(id, written)
    if (random.chance(0.0005)) markRequests({ ids: [id], pinned: true })
    if (random.chance(0.001)) markRequests({ ids: [id], label: random.pick(labels) })
    return id
  }
}

function captureOf({ sent, at }: Written, body: Uint8Array): Capture {
  return {
    receivedAt: at,
    method: sent.eventKey === null && body.byteLength % 7 === 0 ? 'PUT' : 'POST',
    target: sent.target,
    httpVersion: '1.1',
    headers: sent.headers,
    body,
    via: body.byteLength % 5 === 0 ? 'tunnel' : 'direct',
    origin: 'received',
    effectiveUrl: `https://hooks.example${sent.target}`,
    remoteAddress: '127.0.0.1',
    bodyMs: 1,
    problem: null,
    strippedCookies: [],
  }
}

function assessmentOf({ sender, sent, random, sourceId }: Written): Assessment {
  const verdict = sourceId === null ? 'unconfigured' : random.chance(0.93) ? 'verified' : random.chance(0.8) ? 'failed' : 'unsigned'
  const code = verdict === 'failed' ? random.pick(codes) : null
  const checks = [{ name: 'signature', ok: verdict === 'verified', detail: 'The signature was compared with the one computed.' }]
  const provider = sender.provider
  return {
    sourceId,
    provider,
    verification: { verdict, provider, scheme: null, code, explanation: 'Seeded, not verified.', checks, secretId: null },
    handshake: null,
    parseError: null,
    eventKeys: sent.eventKey === null ? [] : [sent.eventKey],
    eventType: sent.type,
  }
}

function replyOf(random: SeededRandom): ReplyPlan {
  const status = random.chance(0.985) ? 200 : random.pick([401, 404, 410, 500, 503])
  return { status, headers: [], body: '', delayMs: 0 }
}

function senderOf(random: SeededRandom): Sender {
  let rest = random.next()
  for (const sender of senders) {
    rest -= sender.share
    if (rest < 0) return sender
  }
  return senders[0]
}

function sourceOf({ slug }: Sender, { sources }: SeededOptions): number | null {
  return slug === null ? null : (sources.get(slug) ?? null)
}

/** The Sources and what `evaluateFilter` wants to know of them. */
export const seededSources = (sources: ReadonlyMap<string, number>) => [...sources].map(([slug, id]) => ({ slug, id: formatId('src', id) }))
