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
