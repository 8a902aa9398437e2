import { createHash } from 'node:crypto'
import { createEventHub, type EventHub, type HubOptions } from '#app/event-hub.ts'
import type { Clock, Log } from '#app/ports.ts'
import type { CoreApi, Services, StoredBody } from '#app/services.ts'
import { AppError } from '#contract/errors.ts'
import type { RequestRow } from '#contract/requests.ts'

export const realClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  timer(ms, run) {
    const handle = setTimeout(run, ms).unref()
    return () => clearTimeout(handle)
  },
}

/** A clock whose timers run when the test says so. */
export function handClock(): Clock & { advance(ms: number): void } {
  let now = 0
  let timers: { due: number; run: () => void }[] = []
  return {
    now: () => now,
    monotonic: () => now,
    timer(ms, run) {
      const timer = { due: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
    advance(ms) {
      const until = now + ms
      for (;;) {
        const next = timers.filter(timer => timer.due <= until).sort((a, b) => a.due - b.due)[0]
        if (!next) break
        timers = timers.filter(timer => timer !== next)
        now = Math.max(now, next.due)
        next.run()
      }
      now = until
    },
  }
}

export interface Logged {
  readonly level: string
  readonly event: string
  readonly fields: unknown
}

export function memoryLog(): Log & { lines: Logged[] } {
  const lines: Logged[] = []
  const at =
    (level: string): Log['info'] =>
    (event, fields) =>
      void lines.push({ level, event, fields })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export function requestRow(overrides: Partial<RequestRow> = {}): RequestRow {
  return {
    id: 'req_00000000001',
    receivedAt: 1_700_000_000_000,
    method: 'POST',
    path: '/github',
    sourceId: null,
    provider: null,
    size: 2,
    replyStatus: 200,
    verdict: 'unconfigured',
    code: null,
    eventId: null,
    eventCount: 0,
    eventType: null,
    repetition: null,
    duplicateOf: null,
    handshake: null,
    problem: null,
    origin: 'received',
    via: 'direct',
    pinned: false,
    note: null,
    label: null,
    repeatCount: 0,
    delivery: null,
    ...overrides,
  }
}

export interface FakeCore extends CoreApi {
  readonly hub: EventHub
  readonly log: ReturnType<typeof memoryLog>
  /** Bodies to serve, by request id or `attempt/part`. */
  readonly bodies: Map<string, { bytes: Uint8Array; contentType: string | null }>
  /** What was uploaded: SHA-256 by bodyRef. */
  readonly uploads: Map<string, { size: number; sha256: string }>
  /** Bytes that body streams have handed out so far. */
  readonly streamed: { bytes: number }
  /** Lets `jobs.get` answer; until then those calls hang. */
  release(): void
}

/** A core of a few lines with the real hub: enough for every way a call can end. Its filter language knows `method:X` alone. */
export function fakeCore(hubOptions: Partial<HubOptions> = {}): FakeCore {
  const bodies: FakeCore['bodies'] = new Map()
  const uploads: FakeCore['uploads'] = new Map()
  const streamed = { bytes: 0 }
  let release = (): void => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })

  const answers: Partial<Services> = {
    'app.info': async () => ({
      version: '0.0.0',
      receiver: 'http://127.0.0.1:4400',
      api: 'http://127.0.0.1:4401/rpc',
      dataDir: '/data',
      capabilities: { nativeAlerts: false, tray: false, openAtLogin: false, updates: false, secretStorage: 'a key file' },
      requestCount: 0,
      storeBytes: 0,
    }),
    // Echoes its input, so that answers can be told apart; 500 rows are 5 MB.
    'requests.list': async ({ before, limit = 1 }) => ({
      rows: Array.from({ length: limit }, (_, at) =>
        requestRow({ id: `req_${at}`, path: `/${before ?? ''}`, note: 'n'.repeat(20 * limit) }),
      ),
      complete: true,
    }),
    'messages.send': async ({ body = '' }) => ({ messageId: createHash('sha256').update(body).digest('hex'), deliveryIds: [] }),
    'requests.get': async ({ id }) => {
      throw new AppError('not_found', `There is no Request ${id}. It may have been deleted.`, { id })
    },
    'requests.count': async () => {
      throw new Error('secret-in-stack')
    },
    'requests.export': async ({ ids }) => ({ text: ids.join(',') }),
    'jobs.get': async ({ id }) => {
      await released
      return { id, kind: 'requests.delete', state: 'done', done: 1, failed: 0, total: 1, error: null, createdAt: 1, updatedAt: 1 }
    },
    // Not JSON.
    'requests.forward': (async () => ({ deliveryIds: 1n })) as unknown as Services['requests.forward'],
    // Not what the contract says.
    'jobs.cancel': (async () => ({ ok: 'perhaps' })) as unknown as Services['jobs.cancel'],
  }
  const services = new Proxy(answers, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (async () => {
        throw new AppError('unsupported', 'The fake core does not do this.')
      }),
  }) as Services

  const stored = (bytes: Uint8Array, contentType: string | null): StoredBody => ({
    size: bytes.byteLength,
    contentType,
    async *read(from, to) {
      for (let at = from; at < to; at += 262_144) {
        const chunk = bytes.subarray(at, Math.min(to, at + 262_144))
        streamed.bytes += chunk.byteLength
        yield chunk
      }
    },
  })
  return {
    services,
    bodies,
    uploads,
    streamed,
    release: () => release(),
    log: memoryLog(),
    hub: createEventHub({
      epoch: 'run-1',
      compileFilter: text => {
        const [term, value] = text.split(':')
        if (term !== 'method') throw new AppError('invalid_input', `There is no filter term ${term}. Use method:POST.`)
        return row => row.method === value
      },
      ...hubOptions,
    }),
    async openBody(ref) {
      const body = bodies.get('requestId' in ref ? ref.requestId : `${ref.attemptId}/${ref.part}`)
      return body ? stored(body.bytes, body.contentType) : null
    },
    openFile: async () => null,
    async putUpload(chunks) {
      const hash = createHash('sha256')
      let size = 0
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.byteLength
      }
      const bodyRef = `upl_${uploads.size + 1}`
      uploads.set(bodyRef, { size, sha256: hash.digest('hex') })
      return { bodyRef, size }
    },
  }
}
