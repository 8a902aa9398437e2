import type { Job } from '#contract/jobs.ts'
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
  step(input: JobInput, cursor: unknown): Promise<{ cursor: unknown; done: number; failed: number; finished: boolean }>
}

/** Runs jobs one after the other; their cursor is in SQLite after every step, so a restart goes on where they were. */
export function createJobs(deps: {
  store: StoreClient
  hub: EventHub
  clock: Clock
  log: Log
  kinds: Readonly<Record<Job['kind'], JobKind>>
}) {
  const { store, hub, clock, log, kinds } = deps
  const queue: JobRecord[] = []
  let running: Promise<void> | null = null
  let stopping = false

  const run = async (start: JobRecord) => {
    // As it is now: it may have been cancelled while it waited for its turn.
    let record = (await store.read.findJob({ id: start.id })) ?? start
    const input = JSON.parse(record.input_json) as JobInput
    while (record.state === 'running' && !stopping) {
      record = await advance(record, input)
      hub.publish('job.changed', { job: showJob(record) })
    }
  }

  const advance = async (record: JobRecord, input: JobInput): Promise<JobRecord> => {
    const common = { id: record.id, now: clock.now() }
    try {
      const step = await kinds[record.kind as Job['kind']].step(input, JSON.parse(record.cursor_json))
      return await store.write.checkpointJob({
        ...common,
        state: step.finished ? 'done' : 'running',
        cursorJson: JSON.stringify(step.cursor),
        done: record.done + step.done,
        failed: record.failed + step.failed,
        error: null,
      })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log.warn('job.failed', { job: formatId('job', record.id), error: message })
      return store.write.checkpointJob({
        ...common,
        state: 'failed',
        cursorJson: record.cursor_json,
        done: record.done,
        failed: record.failed,
        error: message,
      })
    }
  }

  const drain = async () => {
    for (let next = queue.shift(); next && !stopping; next = queue.shift()) {
      await run(next).catch(error => log.error('job.broken', { error: String(error) }))
    }
    running = null
  }

  const enqueue = (record: JobRecord) => {
    queue.push(record)
    running ??= drain()
  }

  const services = {
    'jobs.start': async ({ kind, filter, ids, options }) => {
      const input = await kinds[kind].accept({ filter: filter ?? null, ids: ids ?? null, options: options ?? {} })
      const record = await store.write.createJob({ kind, inputJson: JSON.stringify(input), total: ids?.length ?? null, now: clock.now() })
      enqueue(record)
      return { jobId: formatId('job', record.id) }
    },
    'jobs.list': async () => ({ rows: (await store.read.listJobs(null)).map(showJob) }),
    'jobs.get': async ({ id }) => {
      const record = await store.read.findJob({ id: idNumber('job', id) })
      if (!record) throw notFound('job', id)
      return showJob(record)
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
      await running
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
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }
}
