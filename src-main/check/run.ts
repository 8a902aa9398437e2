import type { PlannedScenario, ScenarioResult } from '#domain/check/types.ts'
import { severities } from '#domain/check/types.ts'
import { messageOf } from '#domain/error-text.ts'
import type { Judged, Seen } from './judge.ts'
import { isAccepted } from './judge.ts'
import { Kit, Spent } from './kit.ts'
import { leakIn } from './leaks.ts'
import { type Count, settled } from './observe.ts'
import { pitfalls } from './pitfalls.ts'
import { NOT_CHOSEN, type Scenario, type Trial, Unfit, type Wave } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import type { Limits, Target, World } from './target.ts'

/** What one wave hands to the next; plain data, so that a run can be gone on with after a restart. */
export interface RunState {
  /** Side effects of one event, once they were seen to be counted; null = nothing counts them. */
  readonly unit: number | null
  readonly requests: number
  /** A sentence: why the rest is not run; null while it is. */
  readonly stopped: string | null
  /** A sentence: why side effects are not counted although they were to be. */
  readonly observationFailed: string | null
}

export const newRun: RunState = { unit: null, requests: 0, stopped: null, observationFailed: null }

export interface RunContext {
  readonly target: Target
  readonly world: World
  readonly limits: Limits
  /** Null: side effects are not counted. */
  readonly count: Count | null
  readonly only: ReadonlySet<string> | null
  readonly onResult: (result: ScenarioResult) => void
  /** Told when a scenario begins. Its result may come with those of its whole wave. */
  readonly onStart?: ((scenario: string) => void) | undefined
}

/** Scenarios of one wave at a time; more would measure this machine's queue and not the handler's. */
const AT_ONCE = 4

/** What would run, and why the rest would not. The genuine event always does: without it nothing can be judged. */
export function planOf(target: Target, only: ReadonlySet<string> | null): PlannedScenario[] {
  return scenarios.map(scenario => {
    const chosen = only === null || only.has(scenario.id) || scenario.wave === 'first'
    return { ...infoOf(scenario), skipped: chosen ? scenario.fits(target) : NOT_CHOSEN }
  })
}

/** Runs the scenarios of one wave. Never throws for anything that a target does. */
export async function runWave(wave: Wave, context: RunContext, state: RunState): Promise<RunState> {
  const { target, only, onResult } = context
  const runnable: Scenario[] = []
  for (const scenario of scenarios.filter(candidate => candidate.wave === wave)) {
    const chosen = only === null || only.has(scenario.id) || wave === 'first'
    const skipped = chosen ? (scenario.fits(target) ?? state.stopped) : NOT_CHOSEN
    if (skipped === null) runnable.push(scenario)
    else onResult(skippedResult(scenario, skipped))
  }
  const budget = { left: context.limits.maxRequests - state.requests }
  const runner = new WaveRunner(context, state, budget)
  if (wave === 'first') await runner.first(runnable)
  else if (wave === 'refuse') await runner.refuse(runnable)
  else if (wave === 'accept') await runner.accept(runnable)
  else for (const scenario of runnable) await runner.counted(scenario)
  return { ...runner.state, requests: context.limits.maxRequests - budget.left }
}

interface Ran {
  readonly scenario: Scenario
  readonly kit: Kit
  /** Null: it did not come to an end; `skipped` says why. */
  readonly trial: Trial | null
  readonly skipped: string
}

class WaveRunner {
  state: RunState
  readonly #context: RunContext
  readonly #budget: { left: number }

  constructor(context: RunContext, state: RunState, budget: { left: number }) {
    this.#context = context
    this.state = state
    this.#budget = budget
  }

  /** The genuine event; from its side effects the unit is learned. */
  async first(all: readonly Scenario[]): Promise<void> {
    for (const scenario of all) {
      const before = await this.#counted()
      const ran = await this.#run(scenario)
      const after = before === null ? null : await this.#counted()
      const effects = before === null || after === null ? null : after - before
      const accepted = ran.kit.answers.some(({ answer }) => isAccepted(answer))
      if (effects !== null && effects > 0) this.state = { ...this.state, unit: effects }
      else if (effects !== null && accepted) {
        this.#noCount('The observation did not change when the genuine event was accepted, so side effects could not be counted.')
      }
      const result = this.#finish(ran, { effects: this.state.unit, unit: this.state.unit ?? 1 })
      if (!accepted && ran.trial) {
        this.state = { ...this.state, stopped: 'The genuine event was not accepted, so this would prove nothing.' }
      }
      this.#context.onResult(result)
    }
  }

  /** All together, for nothing may come of any of them; what did is put down to those that were answered 2xx. */
  async refuse(all: readonly Scenario[]): Promise<void> {
    const before = await this.#effects()
    const rans = await inTurns(all, AT_ONCE, scenario => this.#run(scenario))
    const after = before === null ? null : await this.#effects()
    const made = before === null || after === null ? null : after - before
    const unit = this.state.unit ?? 1
    const accepted = rans.filter(({ kit }) => kit.answers.some(({ answer }) => isAccepted(answer)))
    for (const ran of rans) {
      const result = this.#finish(ran, { effects: made === null ? null : accepted.includes(ran) ? made : 0, unit })
      const hidden = made !== null && made > 0 && accepted.length === 0 && ran === rans[0]
      this.#context.onResult(
        hidden
          ? withPitfall(result, {
              pitfall: 'work-first',
              meaning: 'Refused requests were processed anyway: the work is done before the signature is checked.',
            })
          : result,
      )
    }
  }

  async accept(all: readonly Scenario[]): Promise<void> {
    await inTurns(all, AT_ONCE, async scenario => {
      const ran = await this.#run(scenario)
      this.#context.onResult(this.#finish(ran, { effects: null, unit: 1 }))
    })
  }

  /** Alone, with its side effects counted. */
  async counted(scenario: Scenario): Promise<void> {
    const before = await this.#effects()
    const ran = await this.#run(scenario)
    const after = before === null ? null : await this.#effects()
    this.#context.onResult(
      this.#finish(ran, { effects: before === null || after === null ? null : after - before, unit: this.state.unit ?? 1 }),
    )
  }

  async #run(scenario: Scenario): Promise<Ran> {
    const { target, world, limits, onStart } = this.#context
    onStart?.(scenario.id)
    const kit = new Kit(target, world, limits, this.#budget)
    const ended = (): string =>
      typeof world.signal.reason === 'string' ? world.signal.reason : 'The check was stopped before this scenario had finished.'
    try {
      const trial = world.signal.aborted ? null : await scenario.run(kit)
      // What was under way when it was called off says nothing about the target.
      return world.signal.aborted ? { scenario, kit, trial: null, skipped: ended() } : { scenario, kit, trial, skipped: '' }
    } catch (error) {
      if (error instanceof Unfit) return { scenario, kit, trial: null, skipped: error.message }
      if (error instanceof Spent) return { scenario, kit, trial: null, skipped: `The limit of ${limits.maxRequests} requests was reached.` }
      throw error
    }
  }

  /** Null when side effects are not counted, or no longer can be. */
  async #counted(): Promise<number | null> {
    const { count, limits, world } = this.#context
    if (!count || this.state.observationFailed !== null || world.signal.aborted) return null
    try {
      return await settled(count, limits.settleMs, world.signal)
    } catch (error) {
      this.#noCount(messageOf(error))
      return null
    }
  }

  /** Only where the genuine event has shown that the count means something. */
  #effects(): Promise<number | null> {
    return this.state.unit === null ? Promise.resolve(null) : this.#counted()
  }

  #noCount(reason: string): void {
    this.state = { ...this.state, unit: null, observationFailed: reason }
  }

  #finish({ scenario, kit, trial, skipped }: Ran, seen: Seen): ScenarioResult {
    if (!trial) return { ...skippedResult(scenario, skipped), exchanges: kit.exchanges }
    const judged = [trial.judge(seen)].flat()
    const worst = judged.find(({ pitfall }) => pitfall !== null) ?? judged[0] ?? { pitfall: null, meaning: '' }
    const more = this.#inAnswers(scenario, kit)
    const answered = kit.answers.filter(({ answer }) => answer.status !== null).map(({ answer }) => answer.durationMs)
    const counts = scenario.wave === 'repeat' || scenario.id === 'retry-storm' || scenario.wave === 'first' || scenario.wave === 'refuse'
    const result: ScenarioResult = {
      ...infoOf(scenario),
      outcome: 'passed',
      severity: null,
      meaning: worst.meaning,
      pitfalls: [],
      durationMs: answered.length > 0 ? Math.round(Math.max(...answered)) : null,
      effects: counts && seen.effects !== null ? { expected: trial.events * seen.unit, counted: seen.effects } : null,
      notObservable: worst.notObservable ?? null,
      load: kit.load,
      exchanges: kit.exchanges,
    }
    return [...(worst.pitfall ? [worst] : []), ...more].reduce(withPitfall, result)
  }

  /** What is looked for in every answer, whatever the scenario is about. */
  #inAnswers(scenario: Scenario, kit: Kit): Judged[] {
    const { target } = this.#context
    const found = new Map<string, Judged>()
    const note = (judged: Judged | null) => {
      if (judged?.pitfall && !found.has(judged.pitfall)) found.set(judged.pitfall, judged)
    }
    for (const { draft, answer } of scenario.wave === 'load' ? kit.answers.slice(0, 20) : kit.answers) {
      note(leakIn(target, draft, answer))
      if (answer.tooLong) note({ pitfall: 'long-answer', meaning: 'An answer was longer than 256 KB; the rest was not read.' })
      if (scenario.wave !== 'load' && answer.status !== null && answer.durationMs > target.timeoutMs) {
        note({
          pitfall: 'slow',
          meaning: `It answered after ${Math.round(answer.durationMs)} ms; the provider waits ${target.timeoutMs} ms, then treats the event as lost and sends it again.`,
        })
      }
    }
    return [...found.values()]
  }
}

function withPitfall(result: ScenarioResult, { pitfall, meaning }: Judged): ScenarioResult {
  if (pitfall === null) return result
  const all = [...new Set([...result.pitfalls, pitfall])]
  const severity = severities.find(candidate => all.some(id => pitfalls[id as keyof typeof pitfalls].severity === candidate)) ?? 'low'
  const told = result.pitfalls.length === 0 ? meaning : result.meaning === meaning ? meaning : `${result.meaning} ${meaning}`
  return { ...result, pitfalls: all, severity, outcome: severity === 'low' ? 'warning' : 'failed', meaning: told }
}

function infoOf({ id, group, title, why, sends }: Scenario) {
  return { id, group, title, why, sends }
}

function skippedResult(scenario: Scenario, reason: string): ScenarioResult {
  return {
    ...infoOf(scenario),
    outcome: 'skipped',
    severity: null,
    meaning: reason,
    pitfalls: [],
    durationMs: null,
    effects: null,
    notObservable: null,
    load: null,
    exchanges: [],
  }
}

async function inTurns<T, R>(all: readonly T[], atOnce: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) results[at] = await run(all[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  return results
}
