import { newRun, type RunState, runWave } from '#check/run.ts'
import { waves } from '#check/scenario.ts'
import type { CheckRow } from '#contract/checks.ts'
import { AppError } from '#contract/errors.ts'
import type { ScenarioResult } from '#domain/check/types.ts'
import type { EventHub } from '../event-hub.ts'
import type { JobKind } from '../jobs/runner.ts'
import type { Clock, Random, Secrets } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import { type KeptSpec, openSpec } from './kept.ts'
import { type CheckSpec, contextOf } from './spec.ts'
import { rowOf, summaryOf } from './view.ts'

interface Deps {
  readonly store: StoreClient
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Clock
  readonly random: Random
  readonly secrets: Secrets
}

/** How far a run is; kept by the job after each wave. */
interface Cursor {
  readonly wave: number
  readonly state: RunState
  readonly spentMs: number
}

/** A step is a wave: what was cut off by a crash is run again from its beginning, and its results take the place of the old ones. */
export function createCheckJob({ store, hub, clock, random, secrets }: Deps) {
  /** Runs under way, to be ended. */
  const running = new Map<number, AbortController>()
  /** Checks that have been prepared and may be started. */
  const prepared = new Set<number>()
  let stopping = false

  const publish = async (id: number, result: ScenarioResult | null, started?: string): Promise<CheckRow | null> => {
    const record = await store.read.findCheck({ id })
    if (!record) return null
    const check = rowOf(record)
    const told = result && { id: result.id, outcome: result.outcome, severity: result.severity, meaning: result.meaning }
    hub.publish('check.changed', { check, ...(told ? { result: told } : {}), ...(started ? { started } : {}) })
    return check
  }

  const step = async (id: number, cursor: Cursor) => {
    const controller = new AbortController()
    // Before anything is read: whoever cancels it from now on reaches it here, and who did so before has it written down.
    running.set(id, controller)
    try {
      return await runStep(id, cursor, controller)
    } finally {
      running.delete(id)
    }
  }

  const runStep = async (id: number, cursor: Cursor, controller: AbortController) => {
    const record = await store.read.findCheck({ id })
    const wave = waves[cursor.wave]
    if (!record || !wave || stopping) return { cursor, done: 0, failed: 0, finished: !record || !wave }
    if (rowOf(record).state === 'cancelled') {
      await store.write.summariseCheck({ id, summaryJson: record.summary_json, finishedAt: clock.now() })
      return { cursor, done: 0, failed: 0, finished: true }
    }
    const spec = await openSpec(JSON.parse(record.input_json) as KeptSpec, secrets)
    const limit = `The limit of ${spec.maxSeconds} s was reached.`
    const callOff = clock.timer(Math.max(0, spec.maxSeconds * 1000 - cursor.spentMs), () => controller.abort(limit))
    const began = clock.monotonic()
    const results = await keptResults(store, id)
    let saving: Promise<unknown> = Promise.resolve()
    let state = cursor.state
    const fresh: ScenarioResult[] = []
    const summarise = (ended: boolean, whole = ended) => {
      const all = [...results.filter(old => !fresh.some(result => result.id === old.id)), ...fresh]
      const total = (JSON.parse(record.plan_json) as unknown[]).length
      return store.write.summariseCheck({
        id,
        summaryJson: JSON.stringify(summaryOf(all, { total, state, scheme: schemeOf(spec), whole })),
        finishedAt: ended ? clock.now() : null,
      })
    }
    const world = { now: clock.now, random, signal: controller.signal }
    const onStart = (scenario: string) => {
      saving = saving.then(async () => void (await publish(id, null, scenario)))
      saving.catch(() => undefined)
    }
    const onResult = (result: ScenarioResult) => {
      // A wave that was cut short because Hookbench stops is run again: its results so far would be wrong.
      if (stopping) return
      fresh.push(result)
      saving = saving.then(async () => {
        await store.write.saveCheckResult({ id, scenario: result.id, resultJson: JSON.stringify(result) })
        await summarise(false)
        const check = await publish(id, result)
        // The job was cancelled, and not by way of checks.cancel.
        if (check?.state === 'cancelled') controller.abort()
      })
      // Whether it could be saved is asked at the end of the wave; until then nobody listens, which must not end the process.
      saving.catch(() => undefined)
    }
    const context = contextOf(spec, world, onResult, onStart)
    try {
      const stopped = controller.signal.reason === limit ? limit : state.stopped
      state = await runWave(wave, context, { ...state, stopped })
      await saving
    } finally {
      callOff()
    }
    if (stopping) return { cursor, done: 0, failed: 0, finished: false }
    if (controller.signal.reason === limit) state = { ...state, stopped: limit }
    const finished = cursor.wave + 1 === waves.length
    const cancelled = controller.signal.aborted && controller.signal.reason !== limit
    await summarise(finished || cancelled, finished && !cancelled)
    const failed = fresh.filter(({ outcome }) => outcome === 'failed').length
    const next: Cursor = { wave: cursor.wave + 1, state, spentMs: cursor.spentMs + (clock.monotonic() - began) }
    return { cursor: next, done: fresh.length - failed, failed, finished }
  }

  const kind: JobKind = {
    apart: true,
    async accept(input) {
      const id = idIn(input.options)
      if (!prepared.delete(id)) throw new AppError('invalid_input', 'Start a check with checks.start, which prepares it.')
      return input
    },
    step: async (input, cursor) => step(idIn(input.options), (cursor as Cursor | null) ?? { wave: 0, state: newRun, spentMs: 0 }),
  }

  return {
    kind,
    publish,
    prepare: (id: number) => void prepared.add(id),
    /** Ends what is under way of a check at once. False when nothing is: it has ended, or still waits for its turn. */
    cancel(id: number): boolean {
      running.get(id)?.abort()
      return running.has(id)
    },
    /** Ends everything; each check continues at the next start with the wave it was in. */
    stop() {
      stopping = true
      for (const controller of running.values()) controller.abort()
    },
  }
}

export async function keptResults(store: Pick<StoreClient, 'read'>, id: number): Promise<ScenarioResult[]> {
  return (await store.read.checkResults({ id })).map(text => JSON.parse(text) as ScenarioResult)
}

export const schemeOf = ({ provider, scheme }: Pick<CheckSpec, 'provider' | 'scheme'>): string | null =>
  provider === null ? null : scheme === null ? provider : `${provider}/${scheme}`

function idIn(options: Readonly<Record<string, unknown>>): number {
  const id = options['check']
  return typeof id === 'number' ? id : 0
}
