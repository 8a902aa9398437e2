import type { FailureCode, VerdictName } from '../request.ts'
import type { AlertDraft, AlertTarget } from './draft.ts'

/** So many failures in a row, with nothing verified between, are no stranger's guess any more: a secret is wrong, or somebody keeps trying. */
export const FAILURES_IN_A_ROW = 5
/** And so many within the window are worth a word even where genuine ones come in between: somebody guesses, or one of two senders is wrong. */
export const SPIKE = { failures: 20, withinMs: 5 * 60_000 } as const

/** The alert for a Source whose last Requests have all failed verification. @param source `id` as the contract shows it */
export function signatureAlert(source: { readonly id: string; readonly name: string; readonly slug: string }): AlertDraft {
  return ofSource(source, {
    title: `${source.name}: signatures failing`,
    body: `The last ${FAILURES_IN_A_ROW} webhooks to /${source.slug} failed verification. Open one to see what would match, and compare the secret with the provider's.`,
  })
}

/** The alert for a Source where many fail among those that are genuine. */
export function spikeAlert(source: { readonly id: string; readonly name: string; readonly slug: string }): AlertDraft {
  return ofSource(source, {
    title: `${source.name}: many signatures failing`,
    body: `${SPIKE.failures} webhooks to /${source.slug} failed verification within ${SPIKE.withinMs / 60_000} minutes, while others were genuine. Someone may be guessing, or a second sender has a different secret.`,
  })
}

/** The alert for timestamps that are all off by the same direction: no sender's fault, most likely. */
export function clockAlert(source: { readonly id: string; readonly name: string }, direction: 'behind' | 'ahead'): AlertDraft {
  const target: AlertTarget = { type: 'source', id: source.id }
  const text = {
    title: "This machine's clock may be wrong",
    body:
      direction === 'behind'
        ? `The last ${FAILURES_IN_A_ROW} webhooks to ${source.name} carried a time in the future by this machine's clock. Set the clock, or let the system do it; the signatures are refused until then.`
        : `The last ${FAILURES_IN_A_ROW} webhooks to ${source.name} carried a time long past by this machine's clock. Set the clock, unless someone is replaying old webhooks; the signatures are refused until then.`,
  }
  return { kind: 'clock_off', groupKey: 'clock', one: text, many: text, target, manyTarget: target, subject: null }
}

function ofSource(source: { readonly id: string }, text: { readonly title: string; readonly body: string }): AlertDraft {
  const target: AlertTarget = { type: 'source', id: source.id }
  const groupKey = `signatures:${source.id}`
  return { kind: 'signature_failures', groupKey, one: text, many: text, target, manyTarget: target, subject: target }
}

export type SignatureTrouble = 'row' | 'spike' | 'behind' | 'ahead'

/** What is remembered of a Source between its Requests. */
export interface SignatureRun {
  readonly inARow: number
  /** Code that all failures of the row share; null when they differ. */
  readonly code: FailureCode | null
  /** Times of the failures within the window, ms since epoch; at most SPIKE.failures of them. */
  readonly failedAt: readonly number[]
}

export const noTrouble: SignatureRun = { inARow: 0, code: null, failedAt: [] }

/**
 * The next state after a Request, and the trouble that it reveals: each is told once, when its limit is reached, until something is
 * verified again (the row) or the window has emptied (the spike).
 */
export function afterVerdict(
  run: SignatureRun,
  request: { readonly verdict: VerdictName; readonly code: FailureCode | null; readonly receivedAt: number },
): { readonly run: SignatureRun; readonly trouble: SignatureTrouble | null } {
  const { verdict, code, receivedAt } = request
  if (verdict === 'verified') return { run: { ...run, inARow: 0, code: null }, trouble: null }
  if (verdict !== 'failed') return { run, trouble: null }
  const failedAt = [...run.failedAt.filter(at => at > receivedAt - SPIKE.withinMs), receivedAt]
  const inARow = run.inARow + 1
  const shared = run.inARow === 0 || run.code === code ? code : null
  const next = { inARow, code: shared, failedAt: failedAt.length >= SPIKE.failures ? [] : failedAt }
  if (inARow === FAILURES_IN_A_ROW) return { run: next, trouble: troubleOf(shared) }
  // A longer row was told as one already.
  return { run: next, trouble: failedAt.length >= SPIKE.failures && inARow < FAILURES_IN_A_ROW ? 'spike' : null }
}

function troubleOf(code: FailureCode | null): SignatureTrouble {
  if (code === 'timestamp_in_future') return 'behind'
  return code === 'timestamp_too_old' ? 'ahead' : 'row'
}
