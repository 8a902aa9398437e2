import { newRun, planOf, type RunState, runWave } from '#check/run.ts'
import { waves } from '#check/scenario.ts'
import type { CheckReport, ScenarioResult } from '#domain/check/types.ts'
import type { Clock, Random } from '../ports.ts'
import { schemeOf } from './job.ts'
import { type CheckSpec, contextOf } from './spec.ts'
import { inOrder, reportOf, wasObserved } from './view.ts'

interface Ports {
  readonly clock: Clock
  readonly random: Random
  /** Ends the run: what has not ended by then is skipped. */
  readonly signal: AbortSignal
  readonly onResult?: (result: ScenarioResult) => void
}

/** A whole run without a database, for a command line. @throws AppError with a sentence for what cannot be checked */
export async function runOnce(spec: CheckSpec, { clock, random, signal, onResult }: Ports): Promise<CheckReport> {
  const limit = new AbortController()
  const callOff = clock.timer(spec.maxSeconds * 1000, () => limit.abort(`The limit of ${spec.maxSeconds} s was reached.`))
  const startedAt = clock.now()
  const results: ScenarioResult[] = []
  const world = { now: clock.now, random, signal: AbortSignal.any([signal, limit.signal]) }
  const context = contextOf(spec, world, result => {
    results.push(result)
    onResult?.(result)
  })
  let state: RunState = newRun
  try {
    for (const wave of waves) {
      if (limit.signal.aborted) state = { ...state, stopped: String(limit.signal.reason) }
      state = await runWave(wave, context, state)
    }
  } finally {
    callOff()
  }
  const { url, provider, timeoutMs } = spec
  const { requests, observationFailed } = state
  const ordered = inOrder(planOf(context.target, context.only), results)
  const observed = wasObserved(results)
  return reportOf({
    url,
    provider,
    scheme: schemeOf(spec),
    timeoutMs,
    startedAt,
    finishedAt: clock.now(),
    results: ordered,
    requests,
    observed,
    observationFailed,
  })
}
