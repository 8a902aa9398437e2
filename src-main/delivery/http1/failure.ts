import type { Outcome } from '#domain/outcome.ts'

/** A connection that did not come about, with the outcome that says at which stage. */
export class ConnectFailure extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super(outcome.kind)
    this.name = 'ConnectFailure'
    this.outcome = outcome
  }
}

/** Of several addresses tried, the first one's code: node wraps them in an AggregateError. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
}
