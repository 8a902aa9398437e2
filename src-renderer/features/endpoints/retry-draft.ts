import type { Endpoint } from '#contract/endpoints.ts'
import type { JitterMode, RetryChoice, RetryPreset } from '#domain/retry/choice.ts'
import { presets } from '#domain/retry/presets.ts'
import { en } from '../../strings/en.ts'
import { endpointText } from '../../strings/endpoint.ts'

export type RetryKind = RetryPreset | 'custom' | 'linear' | 'exponential'
/** `preset`: as the preset has it. */
export type JitterDraft = 'preset' | JitterMode

/** Retries while they are edited: every way to give them at once, so that trying another one loses nothing. Numbers are text. */
export interface RetryDraft {
  readonly retry: RetryKind
  readonly delays: string
  readonly first: string
  readonly step: string
  readonly factor: string
  readonly cap: string
  readonly jitter: JitterDraft
  /** Percent. */
  readonly share: string
  readonly maxTries: string
  readonly maxHours: string
  readonly retry4xx: boolean
  /** Minutes. */
  readonly retryAfterCap: string
}
export type RetryErrors = Partial<
  Record<'delays' | 'first' | 'step' | 'factor' | 'cap' | 'share' | 'maxTries' | 'maxHours' | 'retryAfterCap', string>
>

const MAX_DELAY = 30 * 86_400
const text = (value: number | undefined): string => (value === undefined ? '' : String(value))

export const presetNames = Object.keys(presets) as RetryPreset[]
export const isPreset = (kind: RetryKind): kind is RetryPreset => Object.hasOwn(presets, kind)

export function retryDraft(retry: Endpoint['retry'] | undefined, delaysSeconds: readonly number[] = [60, 300, 1800]): RetryDraft {
  const choice: RetryChoice = retry ?? { preset: 'default' }
  const kind: RetryKind = 'preset' in choice ? choice.preset : 'delaysSeconds' in choice ? 'custom' : choice.kind
  const jitter = choice.jitter ?? null
  const mode = jitter === null ? 'preset' : typeof jitter === 'number' ? (jitter === 0 ? 'none' : 'plus-minus') : jitter.mode
  // The number 0 is no jitter at all, a share of 0 somebody's own.
  const share = typeof jitter === 'number' ? jitter || 0.1 : (jitter?.share ?? 0.1)
  const rule = 'kind' in choice ? choice : null
  return {
    retry: kind,
    delays: delaysSeconds.join(', '),
    first: text(rule?.firstSeconds) || '60',
    step: text(rule?.kind === 'linear' ? rule.stepSeconds : undefined) || '60',
    factor: text(rule?.kind === 'exponential' ? rule.factor : undefined) || '2',
    cap: text(rule?.capSeconds),
    jitter: mode,
    share: String(Math.round(share * 1000) / 10),
    maxTries: text(choice.maxTries),
    maxHours: text(choice.maxHours),
    retry4xx: choice.retry4xx ?? true,
    retryAfterCap: choice.retryAfterCapSeconds === undefined ? '' : String(choice.retryAfterCapSeconds / 60),
  }
}

/** `1, 5, 30` to numbers; null when one is not a number of seconds in bounds. */
export function parseDelays(text: string): number[] | null {
  const parts = text.split(/[\s,]+/).filter(Boolean)
  const delays = parts.map(Number)
  return delays.every(delay => Number.isFinite(delay) && delay >= 0 && delay <= MAX_DELAY) && delays.length <= 100 ? delays : null
}

/** A sentence when the text is no number within the bounds; undefined when it is, or is empty and may be. */
export function numberError(value: string, from: number, to: number, { empty = false, whole = false } = {}): string | undefined {
  const trimmed = value.trim()
  if (trimmed === '' && empty) return undefined
  const number = Number(trimmed)
  const fine = trimmed !== '' && Number.isFinite(number) && number >= from && number <= to && (!whole || Number.isInteger(number))
  return fine ? undefined : endpointText.retries.numberWrong(from.toLocaleString('en-GB'), to.toLocaleString('en-GB'))
}

/** Drops the fields without an error. */
export function present<K extends string>(errors: Readonly<Record<K, string | undefined>>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined)) as Partial<Record<K, string>>
}

export function retryErrors(draft: RetryDraft): RetryErrors {
  const rule = draft.retry === 'linear' || draft.retry === 'exponential'
  const shared = draft.jitter === 'plus-minus' || draft.jitter === 'add'
  return present({
    delays: draft.retry === 'custom' && parseDelays(draft.delays) === null ? en.endpoint.delaysWrong : undefined,
    first: rule ? numberError(draft.first, 0, MAX_DELAY) : undefined,
    step: draft.retry === 'linear' ? numberError(draft.step, 0, MAX_DELAY) : undefined,
    factor: draft.retry === 'exponential' ? numberError(draft.factor, 1, 10) : undefined,
    cap: rule ? numberError(draft.cap, 1, 86_400, { empty: true }) : undefined,
    share: shared ? numberError(draft.share, 0, 100) : undefined,
    maxTries: numberError(draft.maxTries, 1, 1000, { empty: true, whole: true }),
    maxHours: numberError(draft.maxHours, 0.01, 2400, { empty: true }),
    retryAfterCap: numberError(draft.retryAfterCap, 0, 1440, { empty: true }),
  })
}

function jitterOf({ jitter, share }: RetryDraft): 0 | { mode: JitterMode; share?: number } {
  if (jitter === 'plus-minus' || jitter === 'add') return { mode: jitter, share: Number(share) / 100 }
  return jitter === 'full' ? { mode: 'full' } : 0
}

/** What the draft stands for, as `endpoints.save` takes it. Call it only without errors. */
export function retryChoice(draft: RetryDraft): Endpoint['retry'] {
  const cap = draft.cap.trim() === '' ? {} : { capSeconds: Number(draft.cap) }
  const limits = {
    ...(draft.maxTries.trim() === '' ? {} : { maxTries: Number(draft.maxTries) }),
    ...(draft.maxHours.trim() === '' ? {} : { maxHours: Number(draft.maxHours) }),
    ...(draft.retry4xx ? {} : { retry4xx: false }),
    ...(draft.retryAfterCap.trim() === '' ? {} : { retryAfterCapSeconds: Math.round(Number(draft.retryAfterCap) * 60) }),
  }
  const jitter = jitterOf(draft)
  if (isPreset(draft.retry)) return { preset: draft.retry, ...(draft.jitter === 'preset' ? {} : { jitter }), ...limits }
  if (draft.retry === 'custom') return { delaysSeconds: parseDelays(draft.delays) ?? [], jitter, ...limits }
  const firstSeconds = Number(draft.first)
  if (draft.retry === 'linear') return { kind: 'linear', firstSeconds, stepSeconds: Number(draft.step), jitter, ...cap, ...limits }
  return { kind: 'exponential', firstSeconds, factor: Number(draft.factor), jitter, ...cap, ...limits }
}
