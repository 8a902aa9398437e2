import { randomBytes } from 'node:crypto'
import { createDial } from '#check/dial.ts'
import { findingsOf, notObservable } from '#check/findings.ts'
import type { Count } from '#check/observe.ts'
import { newRun, planOf, type RunState, runWave } from '#check/run.ts'
import { waves } from '#check/scenario.ts'
import type { Limits, Target } from '#check/target.ts'
import type { Finding, ScenarioResult } from '#domain/check/types.ts'
import { providerById } from '#providers/index.ts'
import { samplesOf } from '#providers/samples/index.ts'
import type { Handler, OpenHandler } from '../../fixtures/handlers/support.ts'

export const secret = 'whsec_a2b4c6d8e0f1a3b5c7d9'

export interface Options {
  readonly provider?: string
  readonly count?: Count | null
  readonly only?: readonly string[]
  readonly timeoutMs?: number
  readonly limits?: Partial<Limits>
  readonly signal?: AbortSignal
  readonly onResult?: (result: ScenarioResult) => void
  /** Given to the check, where it is not the handler's own. */
  readonly secret?: string
}

export interface Run {
  readonly results: ScenarioResult[]
  readonly findings: Finding[]
  readonly notObservable: string[]
  readonly state: RunState
  result(id: string): ScenarioResult
}

export function targetOf(url: string, { provider: id = 'stripe', timeoutMs = 10_000, secret: value = secret }: Options = {}): Target {
  const provider = providerById(id)
  const [scheme] = provider?.schemes ?? []
  const [sample] = samplesOf(id)
  if (!provider || !scheme || !sample) throw new Error(`There is no sample of ${id}.`)
  const own = { id: 'sec_1', role: (scheme.signingKey ?? scheme.key).role, label: null, value, validUntil: null }
  return { url, provider, signing: { scheme, secret: own, other: null }, secrets: [own], genuine: { kind: 'sample', sample }, timeoutMs }
}

/** Every wave against a target, as the app runs them. */
export async function check(url: string, options: Options = {}): Promise<Run> {
  const results: ScenarioResult[] = []
  const only = options.only ? new Set(options.only) : null
  const target = targetOf(url, options)
  let state = newRun
  for (const wave of waves) {
    state = await runWave(
      wave,
      {
        target,
        world: {
          now: Date.now,
          random: count => randomBytes(count),
          dial: createDial(url, { reach: 'loopback' }),
          signal: options.signal ?? new AbortController().signal,
        },
        limits: { maxRequests: 1500, settleMs: 60, bursts: [50, 60], ...options.limits },
        count: options.count ?? null,
        only,
        onResult: result => {
          results.push(result)
          options.onResult?.(result)
        },
      },
      state,
    )
  }
  return {
    results,
    findings: findingsOf(results),
    notObservable: notObservable(results, state.unit !== null),
    state,
    result: id => {
      const found = results.find(result => result.id === id)
      if (!found) throw new Error(`There is no result of ${id}.`)
      return found
    },
  }
}

/** Opens a handler, checks it with its side effects counted, closes it. */
export async function checkHandler(open: OpenHandler, options: Options = {}): Promise<Run & { readonly handler: Handler }> {
  const handler = await open(secret)
  try {
    const count = options.count === undefined ? async () => handler.effects() : options.count
    return { handler, ...(await check(handler.url, { ...options, count })) }
  } finally {
    await handler.close()
  }
}

export const planFor = (options: Options = {}) => planOf(targetOf('http://127.0.0.1:1/', options), null)
/** For a message: what each finding says. */
export const told = ({ findings }: Run): string[] =>
  findings.map(({ id, scenarios, meaning }) => `${id} (${scenarios.join(', ')}): ${meaning}`)
