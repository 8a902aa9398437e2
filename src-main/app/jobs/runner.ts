import type { Job } from '#contract/jobs.ts'
import { messageOf } from '#domain/error-text.ts'
import { formatId } from '#domain/ids.ts'
import type { JobRecord } from '#store/writer/jobs.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'

export interface JobInput {
  readonly filter: string | null
  readonly ids: readonly string[] | null
  readonly options: Readonly<Record<string, unknown>>
}

/** One kind of long work, cut into steps that are short and can be repeated without harm. */
export interface JobKind {
  /** Checks the input before the job exists, and answers it as it is to be kept: secrets in it sealed. @throws AppError `invalid_input` */
  accept(input: JobInput): Promise<JobInput>
  /**
   * Does the items after `cursor` (null = from the start) and says how far it is. A step that was cut off by a crash is done again from
   * the same cursor.
   */
  step(input: JobInput, cursor: unknown): Promise<JobStep>
  /** It changes nothing that others work on, and may take its time: it neither waits for them nor holds them up, only its own kind. */
  readonly apart?: boolean
  /** How many items there will be, for the progress; null = not known. Without it, as many as there are ids. */
  count?(input: JobInput): Promise<number | null>
}

export interface JobStep {
  readonly cursor: unknown
  readonly done: number
  readonly failed: number
  readonly finished: boolean
  /** How many items there are, where this step has found it out. */
  readonly total?: number
  /** How long until the next step is due; others have their turn meanwhile. */
  readonly waitMs?: number
}

/** A store that cannot write is asked again, ever less often. */
const STORE_PAUSE_MS = 1000
const LONGEST_STORE_PAUSE_MS = 30_000

/** Jobs that wait for each other. */
interface Line {
  readonly queue: JobRecord[]
  running: Promise<void> | null
}

/**
 * Runs jobs one after the other, but for those that go `apart`; their cursor is in SQLite after every step, so a restart goes on where they
 * were.
 */
export function createJobs(deps: {
  store: StoreClient
  hub: EventHub
  clock: Clock
  log: Log
  kinds: Readonly<Record<Job['kind'], JobKind>>
}) {
  const { store, hub, clock, log, kinds } = deps
  /** By kind, for those that go apart; the others are in one. */
  const lines = new Map<string, Line>()
  const parked = new Set<() => void>()
  /** Jobs whose latest state the store could not take yet: their actual state, while the store still says that they run. */
  const unsaved = new Map<number, JobRecord>()
  const shown = (record: JobRecord): Job => showJob(record.state === 'running' ? (unsaved.get(record.id) ?? record) : record)
  let stopping = false
  /** Each ends a wait for the store at once. */
  const waits = new Set<() => void>()

  const run = async (start: JobRecord) => {
    // As it is now: it may have been cancelled while it waited for its turn.
    let record = (await store.read.findJob({ id: start.id })) ?? start
    const input = JSON.parse(record.input_json) as JobInput
    while (record.state === 'running' && !stopping) {
      const { after, waitMs } = await advance(record, input)
      record = after
      hub.publish('job.changed', { job: showJob(record) })
      if (waitMs > 0 && record.state === 'running') return park(record, waitMs)
    }
  }

  /** Comes back to a job later; a start does so too, so nothing has to be kept. */
  const park = (record: JobRecord, waitMs: number) => {
    const callOff = clock.timer(waitMs, () => {
      parked.delete(callOff)
      if (!stopping) enqueue(record)
    })
    parked.add(callOff)
  }

  /**
   * A step that was made must be written down, or it would be made again. Tried until the disk has room again or Hookbench stops; told
   * meanwhile is that the job waits for this, or, where it has failed, that it has.
   */
  const checkpoint = async (input: Parameters<StoreClient['write']['checkpointJob']>[0], before: JobRecord): Promise<JobRecord> => {
    for (let wait = STORE_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_STORE_PAUSE_MS)) {
      try {
        const saved = await store.write.checkpointJob(input)
        unsaved.delete(input.id)
        return saved
      } catch (error) {
        if (stopping) throw error
        const message = messageOf(error)
        log.warn('job.not_saved', { job: formatId('job', input.id), error: message })
        const { done, failed, total, now: updated_at } = input
        const state = input.state === 'failed' ? ('failed' as const) : ('running' as const)
        const told = { ...before, state, done, failed, total, error: input.error ?? message, updated_at }
        unsaved.set(input.id, told)
        hub.publish('job.changed', { job: showJob(told) })
        const { promise, resolve } = Promise.withResolvers<void>()
        waits.add(resolve)
        clock.timer(wait, resolve)
        await promise
        waits.delete(resolve)
      }
    }
  }

  const advance = async (record: JobRecord, input: JobInput): Promise<{ after: JobRecord; waitMs: number }> => {
    const common = { id: record.id, now: clock.now() }
    let step: JobStep
    try {
      step = await kinds[record.kind as Job['kind']].step(input, JSON.parse(record.cursor_json))
    } catch (error) {
      const message = messageOf(error)
      log.warn('job.failed', { job: formatId('job', record.id), error: message })
      const { cursor_json: cursorJson, done, failed, total } = record
      return { after: await checkpoint({ ...common, state: 'failed', cursorJson, done, failed, total, error: message }, record), waitMs: 0 }
    }
    const progress = {
      ...common,
      state: step.finished ? ('done' as const) : ('running' as const),
      cursorJson: JSON.stringify(step.cursor),
      done: record.done + step.done,
      failed: record.failed + step.failed,
      total: step.total ?? record.total,
      error: null,
    }
    return { after: await checkpoint(progress, record), waitMs: step.waitMs ?? 0 }
  }

  const drain = async (line: Line) => {
    for (let next = line.queue.shift(); next && !stopping; next = line.queue.shift()) {
      await run(next).catch(error => log.error('job.broken', { error: String(error) }))
    }
    line.running = null
  }

  const lineOf = (kind: string): Line => {
    const key = kinds[kind as Job['kind']]?.apart ? kind : ''
    const line = lines.get(key) ?? { queue: [], running: null }
    lines.set(key, line)
    return line
  }

  const enqueue = (record: JobRecord) => {
    const line = lineOf(record.kind)
    line.queue.push(record)
    line.running ??= drain(line)
  }

  const services = {
    'jobs.start': async ({ kind, filter, ids, options }) => {
      const input = await kinds[kind].accept({ filter: filter ?? null, ids: ids ?? null, options: options ?? {} })
      const total = kinds[kind].count ? await kinds[kind].count(input) : (ids?.length ?? null)
      const record = await store.write.createJob({ kind, inputJson: JSON.stringify(input), total, now: clock.now() })
      enqueue(record)
      return { jobId: formatId('job', record.id) }
    },
    'jobs.list': async () => ({ rows: (await store.read.listJobs(null)).map(shown) }),
    'jobs.get': async ({ id }) => {
      const record = await store.read.findJob({ id: idNumber('job', id) })
      if (!record) throw notFound('job', id)
      return shown(record)
    },
    'jobs.cancel': async ({ id }) => {
      const record = await store.write.cancelJob({ id: idNumber('job', id), now: clock.now() })
      if (!record) throw notFound('job', id)
      hub.publish('job.changed', { job: showJob(record) })
      return { ok: true as const }
    },
  } satisfies Partial<Services>

  return {
    services,
    /** Goes on with what a stop or a crash interrupted. */
    async resume(): Promise<void> {
      for (const record of await store.read.runningJobs(null)) enqueue(record)
    },
    /** Lets the step under way end; the rest waits for the next start. */
    async stop(): Promise<void> {
      stopping = true
      for (const callOff of parked) callOff()
      for (const release of waits) release()
      await Promise.all([...lines.values()].map(({ running }) => running))
    },
  }
}

function showJob(record: JobRecord): Job {
  return {
    id: formatId('job', record.id),
    kind: record.kind as Job['kind'],
    state: record.state,
    done: record.done,
    failed: record.failed,
    total: record.total,
    error: record.error,
    ...resultOf(record.cursor_json),
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }
}

/** What a kind that counts keeps in its cursor, as `result`. */
function resultOf(cursorJson: string): Pick<Job, 'result'> {
  const cursor = JSON.parse(cursorJson) as { readonly result?: Record<string, number> } | null
  return cursor?.result ? { result: cursor.result } : {}
}
