import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deliveryStore } from '#app/delivery-store.ts'
import { createSigner } from '#app/services/signer.ts'
import { createDeliveryEngine, type EngineDeps } from '#delivery/engine.ts'
import { createSender } from '#delivery/sender.ts'
import type { DeliveryResult, DeliveryStore } from '#delivery/types.ts'
import type { EndpointConfig, SourceConfig } from '#domain/config.ts'
import { endpointDefaults } from '#domain/delivery/endpoint-defaults.ts'
import { idMint } from '#domain/ids.ts'
import type { VerdictName } from '#domain/request.ts'
import { migrate } from '#store/migrate.ts'
import { openReader, openWriter } from '#store/open.ts'
import { alertReads } from '#store/reader/alerts.ts'
import { bodyReads } from '#store/reader/bodies.ts'
import { deliveryReads } from '#store/reader/deliveries.ts'
import { requestReads } from '#store/reader/requests.ts'
import { uploadReads } from '#store/reader/uploads.ts'
import { NO_BYTES } from '#store/threads/bytes.ts'
import { type Operations, type Remote, remote } from '#store/threads/protocol.ts'
import { alertWrites } from '#store/writer/alerts.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { deliveryWrites } from '#store/writer/deliveries.ts'
import type { NewMessage } from '#store/writer/messages.ts'
import { requestWrites } from '#store/writer/requests.ts'
import { uploadWrites } from '#store/writer/uploads.ts'
import { aRecord } from '../capture.ts'
import { FakeClock } from '../fake-clock.ts'

/** The operations as the main thread sees them, without the thread; `around` is what the thread does with each. */
function promised<T extends Operations>(table: T, around: <R>(run: () => R) => R): Remote<T> {
  return remote(async (op, input, bytes = NO_BYTES) => around(() => table[op]?.(input, bytes)))
}

/** A database file of its own, opened as the writer and a reader open it. */
export function openStore(clock: { now(): number }, dataDir = mkdtempSync(join(tmpdir(), 'hookbench-delivery-'))) {
  const writer = openWriter(dataDir)
  migrate(writer, dataDir)
  const last = Number(
    writer.prepare('SELECT max(m) FROM (SELECT max(id) m FROM deliveries UNION ALL SELECT max(id) FROM attempts)').pluck().get() ?? 0,
  )
  const mint = idMint(clock.now, last)
  const reader = openReader(dataDir)
  return {
    dataDir,
    db: writer,
    mint,
    // As the writer's thread has it: an operation is a transaction, whole or not at all.
    write: promised(
      {
        ...deliveryWrites(writer, mint),
        ...alertWrites(writer, mint),
        ...requestWrites(writer, () => false),
        ...uploadWrites(writer, mint),
      },
      run => writer.transaction(run).immediate(),
    ),
    read: promised(
      {
        ...deliveryReads(reader),
        ...bodyReads(reader),
        ...alertReads(reader),
        ...requestReads(reader),
        ...uploadReads(reader),
      },
      run => run(),
    ),
    close() {
      reader.close()
      writer.close()
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
export type TestStore = ReturnType<typeof openStore>

export interface CaptureParts {
  readonly target?: string
  readonly headers?: readonly string[]
  readonly body?: Uint8Array
  readonly sourceId?: number | null
  readonly provider?: string | null
  readonly verdict?: VerdictName
  readonly receivedAt?: number
}

/** Stores a Request as a capture does. @returns its id */
export function storeRequest(store: TestStore, clock: { now(): number }, parts: CaptureParts = {}): number {
  const id = store.mint()
  const provider = parts.provider ?? null
  const verdict = parts.verdict ?? 'verified'
  const capture = {
    receivedAt: parts.receivedAt ?? clock.now(),
    target: parts.target ?? '/source-2',
    headers: parts.headers ?? ['Host', 'public.example', 'Content-Type', 'application/json'],
    body: parts.body ?? new TextEncoder().encode('{"a":1}'),
    effectiveUrl: 'http://public.example/source-2',
  }
  const verification = { verdict, provider, scheme: null, code: null, explanation: '', checks: [], secretId: null }
  captureStatements(store.db).insert(aRecord(id, capture, { sourceId: parts.sourceId ?? null, provider, verification }))
  return id
}

/** Configuration in memory. */
export function memoryConfig() {
  const sources = new Map<number, SourceConfig>()
  const endpoints = new Map<number, EndpointConfig>()
  const listeners = new Set<() => void>()
  return {
    source: (id: number) => sources.get(id) ?? null,
    endpoint: (id: number) => endpoints.get(id) ?? null,
    endpoints: () => [...endpoints.values()],
    sources: () => [...sources.values()],
    onChange: (listener: () => void) => void listeners.add(listener),
    put(endpoint: EndpointConfig) {
      endpoints.set(endpoint.id, endpoint)
      for (const listener of listeners) listener()
    },
    drop(id: number) {
      endpoints.delete(id)
      for (const listener of listeners) listener()
    },
    putSource: (source: SourceConfig) => void sources.set(source.id, source),
  }
}

export function endpointOf(id: number, url: string, more: Partial<EndpointConfig> = {}): EndpointConfig {
  return {
    id,
    name: `Endpoint ${id}`,
    url,
    scheme: null,
    secrets: [],
    eventTypes: [],
    retry: { preset: 'default' },
    timeoutMs: 15_000,
    rateLimit: null,
    concurrency: 8,
    enabled: true,
    disabledReason: null,
    local: false,
    ...endpointDefaults(true),
    createdAt: 0,
    updatedAt: 0,
    ...more,
  }
}

export function sourceOf(id: number, more: Partial<SourceConfig> = {}): SourceConfig {
  return {
    id,
    name: `Source ${id}`,
    slug: `source-${id}`,
    provider: null,
    scheme: null,
    secrets: [],
    reply: { mode: 'strict' },
    forwardTo: [],
    onDuplicate: 'suppress',
    duplicateKey: null,
    suppressByBody: false,
    asVendor: false,
    duplicateWindowMs: 0,
    createdAt: 0,
    updatedAt: 0,
    ...more,
  }
}

export interface BenchOptions {
  readonly dataDir?: string
  readonly clock?: FakeClock
  readonly run?: string
  /** Middle of the jitter by default. */
  readonly random?: number
  readonly config?: ReturnType<typeof memoryConfig>
  readonly deps?: Partial<EngineDeps>
  /** Operations to put in the place of the real ones. */
  readonly override?: (real: DeliveryStore) => Partial<DeliveryStore>
}

/** The delivery engine on a fake clock, a real database file and real sockets. */
export function openBench(options: BenchOptions = {}) {
  const clock = options.clock ?? new FakeClock()
  const store = openStore(clock, options.dataDir)
  const config = options.config ?? memoryConfig()
  const results: DeliveryResult[] = []
  const logged: { event: string; fields: Readonly<Record<string, unknown>> | undefined }[] = []
  const note = (event: string, fields?: Readonly<Record<string, unknown>>) => void logged.push({ event, fields })
  const log = { debug: note, info: note, warn: note, error: note }
  const engine = createDeliveryEngine({
    crowded: () => false,
    store: { ...deliveryStore(store), ...options.override?.(deliveryStore(store)) },
    config,
    clock,
    random: { next: () => options.random ?? 0.5 },
    log,
    run: options.run ?? 'run-1',
    signer: createSigner({ open: async sealed => sealed.replace('sealed:', '') }),
    sender: createSender({ clock }),
    onOutcome: result => void results.push(result),
    disableEndpoint: async (id, reason) => {
      const endpoint = config.endpoint(id)
      if (endpoint) config.put({ ...endpoint, enabled: false, disabledReason: reason })
    },
    ...options.deps,
  })

  const send = async (endpointId: number, more: Partial<NewMessage> = {}, url = 'http://127.0.0.1:1') => {
    const target = config.endpoint(endpointId) ?? { name: 'URL', url, local: true }
    const made = await store.write.createMessage({
      kind: 'composed',
      requestId: null,
      eventType: 'test.event',
      method: 'POST',
      path: '',
      headers: ['Content-Type', 'application/json'],
      sign: { mode: 'endpoint' },
      body: { bytes: new TextEncoder().encode('{"a":1}') },
      idempotency: null,
      targets: [{ endpointId, target: { name: target.name, url: target.url, local: target.local } }],
      now: clock.now(),
      ...more,
    })
    engine.wake([endpointId])
    return made.deliveryIds[0] ?? 0
  }
  const get = async (id: number) => {
    const found = await store.read.getDelivery({ id })
    if (!found) throw new Error(`no delivery ${id}`)
    return found
  }
  return {
    clock,
    store,
    config,
    engine,
    results,
    logged,
    send,
    get,
    /** Lets time pass in the steps that the timers ask for, and everything that they set off happen. */
    async pass(ms: number) {
      const end = clock.now() + ms
      await engine.settled()
      while (clock.now() < end) {
        const step = Math.min(clock.untilNextTimer() ?? ms, end - clock.now())
        clock.advance(Math.max(1, step))
        await engine.settled()
      }
    },
    async close() {
      const stopped = engine.stop()
      // What hangs on purpose is given up at once.
      clock.advance(3000)
      await stopped
      store.close()
      store.remove()
    },
  }
}
