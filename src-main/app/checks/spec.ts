import { createDial, type Tls } from '#check/dial.ts'
import { counter, type Observation } from '#check/observe.ts'
import type { RunContext } from '#check/run.ts'
import { scenarios } from '#check/scenarios/index.ts'
import { type Genuine, type Signing, type Target, USUAL_TIMEOUT_MS, usualLimits } from '#check/target.ts'
import { AppError } from '#contract/errors.ts'
import { namesThisMachine, type Reach } from '#domain/address-guard/guard.ts'
import type { ScenarioResult } from '#domain/check/types.ts'
import type { Provider } from '#domain/provider.ts'
import { type Secret, secretsFor } from '#domain/secret.ts'
import { providerById } from '#providers/index.ts'
import { GENERIC, samplesOf } from '#providers/samples/index.ts'
import { refusedAt } from '../errors.ts'
import type { Random } from '../ports.ts'

/** All that a check is run with, secrets in clear. Plain data: it is kept (sealed), and a run goes on from it after a restart. */
export interface CheckSpec {
  readonly url: string
  /** Marked local, or confirmed: private addresses are allowed. */
  readonly local: boolean
  readonly tls: Tls | null
  readonly endpointId: number | null
  readonly provider: string | null
  readonly scheme: string | null
  readonly secrets: readonly Secret[]
  readonly event: EventChoice
  readonly observe: Observation | null
  readonly only: readonly string[] | null
  readonly timeoutMs: number | null
  readonly settleMs: number
  readonly maxRequests: number
  readonly maxSeconds: number
}

export type EventChoice =
  | { readonly kind: 'sample'; readonly sample: string | null }
  | { readonly kind: 'captured'; readonly id: string; readonly method: string; readonly headers: readonly string[]; readonly body: string }

export const specDefaults = {
  local: false,
  tls: null,
  endpointId: null,
  event: { kind: 'sample', sample: null },
  observe: null,
  only: null,
  timeoutMs: null,
  settleMs: usualLimits.settleMs,
  maxRequests: usualLimits.maxRequests,
  maxSeconds: 300,
} as const

/**
 * @param use `plan`: a secret that is missing is made up, for what would run can be told before it is there
 * @throws AppError `invalid_input`, `not_found` or `cannot_sign`, with a sentence
 */
export function targetOf(spec: CheckSpec, now: number, use: 'run' | 'plan' = 'run'): Target {
  const provider = providerById(spec.provider)
  const unknown = spec.only?.find(id => !scenarios.some(scenario => scenario.id === id))
  if (unknown !== undefined) {
    throw new AppError('invalid_input', `There is no scenario “${unknown}”; choose from ${scenarios.map(({ id }) => id).join(', ')}.`)
  }
  if (spec.provider !== null && !provider) {
    throw new AppError('invalid_input', `There is no provider “${spec.provider}”; providers.list names them all.`)
  }
  return {
    url: spec.url,
    provider,
    signing: provider ? signingOf(provider, spec, now, use) : null,
    secrets: spec.secrets,
    genuine: genuineOf(provider, spec.event),
    timeoutMs: spec.timeoutMs ?? provider?.timeoutMs ?? USUAL_TIMEOUT_MS,
  }
}

function signingOf(provider: Provider, { scheme: wanted, secrets }: CheckSpec, now: number, use: 'run' | 'plan'): Signing | null {
  if (provider.schemes.length === 0) return null
  const schemes = wanted === null ? provider.schemes.filter(({ legacy }) => !legacy) : provider.schemes.filter(({ id }) => id === wanted)
  if (schemes.length === 0) {
    throw new AppError('invalid_input', `${provider.name} has no scheme “${wanted}”; providers.list names them all.`)
  }
  const secretsOf = (scheme: (typeof schemes)[number]) => secretsFor(secrets, (scheme.signingKey ?? scheme.key).role, now)
  const scheme = schemes.find(candidate => secretsOf(candidate).length > 0) ?? schemes[0]
  if (scheme?.unsignable !== undefined) throw new AppError('cannot_sign', scheme.unsignable)
  const [secret = use === 'plan' ? madeUp : undefined, other = null] = scheme ? secretsOf(scheme) : []
  if (!scheme || !secret) {
    const hint = scheme ? (scheme.signingKey ?? scheme.key).hint : ''
    throw refusedAt(
      'secrets',
      'cannot_sign',
      `To call it as ${provider.name} would, the check needs the secret the handler verifies with. ${hint}`,
    )
  }
  return { scheme, secret, other }
}

const madeUp: Secret = { id: '', role: 'signing', label: null, value: '', validUntil: null }

function genuineOf(provider: Provider | null, event: EventChoice): Genuine {
  if (event.kind === 'captured') {
    return { kind: 'captured', method: event.method, headers: event.headers, body: Buffer.from(event.body, 'base64') }
  }
  const own = [...samplesOf(provider?.id ?? GENERIC), ...samplesOf(GENERIC)]
  const sample = event.sample === null ? (own.find(({ failure }) => !failure) ?? own[0]) : own.find(({ id }) => id === event.sample)
  if (sample) return { kind: 'sample', sample }
  throw new AppError(
    'not_found',
    `There is no sample “${event.sample}” of ${provider?.name ?? 'this provider'}; samples.list names them all.`,
  )
}

/** Everything that the waves need. @param signal ends the run, or the time it has */
export function contextOf(
  spec: CheckSpec,
  world: { now(): number; readonly random: Random; readonly signal: AbortSignal },
  onResult: (result: ScenarioResult) => void,
  onStart?: (scenario: string) => void,
): RunContext {
  const target = targetOf(spec, world.now())
  const { observe } = spec
  const sameHost = observe !== null && 'url' in observe && new URL(observe.url).hostname === new URL(spec.url).hostname
  const dial =
    observe !== null && 'url' in observe ? createDial(observe.url, { reach: reachOf(observe.url, sameHost && spec.local) }) : null
  return {
    target,
    world: {
      now: world.now,
      random: count => world.random.bytes(count),
      dial: createDial(spec.url, { reach: reachOf(spec.url, spec.local), ...(spec.tls ? { tls: spec.tls } : {}) }),
      signal: world.signal,
    },
    limits: { ...usualLimits, maxRequests: spec.maxRequests, settleMs: spec.settleMs },
    count: observe === null ? null : counter(observe, dial, world.signal),
    only: spec.only === null ? null : new Set(spec.only),
    onResult,
    onStart,
  }
}

function reachOf(url: string, local: boolean): Reach {
  if (local) return 'any'
  return namesThisMachine(new URL(url).hostname) ? 'loopback' : 'public'
}

/** What the genuine event is, for a person. */
export function describeEvent({ event, provider }: CheckSpec): string {
  if (event.kind === 'captured') return `Captured Request ${event.id}`
  const own = samplesOf(provider ?? GENERIC)
  const sample =
    event.sample === null
      ? (own.find(({ failure }) => !failure) ?? own[0] ?? samplesOf(GENERIC)[0])
      : own.find(({ id }) => id === event.sample)
  return `Sample: ${sample?.title ?? event.sample}`
}
