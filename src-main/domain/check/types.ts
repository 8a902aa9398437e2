import type { HeaderPair } from '../http/headers.ts'

/** The words of an Endpoint Check. The contract's schemas `satisfies` these unions, so none is written twice. */

export type CheckOutcome = 'passed' | 'failed' | 'warning' | 'skipped'
export type Severity = 'critical' | 'high' | 'medium' | 'low'
/** A: nothing found. F: somebody can make the endpoint do what it should not, or it does not work at all. */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'F'
/** What a scenario tries out; also the order in which a list shows them. */
export type ScenarioGroup = 'genuine' | 'signature' | 'time' | 'repeats' | 'payload' | 'protocol' | 'connection' | 'load'

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[]

/** What is told about a scenario before it runs. */
export interface ScenarioInfo {
  /** Kebab-case; fixed once it has shipped, for scripts choose by it. */
  readonly id: string
  readonly group: ScenarioGroup
  readonly title: string
  /** A sentence: what goes wrong in the world where this fails. */
  readonly why: string
  /** A sentence: what is sent, and what is expected. */
  readonly sends: string
}

export interface PlannedScenario extends ScenarioInfo {
  /** A sentence: why it will not run; null when it will. */
  readonly skipped: string | null
}

/** A request as it was sent, secrets masked, long bodies cut. */
export interface SentShow {
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: string
  /** Bytes of the whole body. */
  readonly bodySize: number
}

/** What came back, cut and masked. Everything in it is the target's text, and to be treated as such. */
export interface ReceivedShow {
  /** Null when there was no answer. */
  readonly status: number | null
  /** A sentence: why there was none, or what was wrong with it. */
  readonly error: string | null
  readonly headers: readonly HeaderPair[]
  readonly body: string
  /** Bytes read; the reading ends at a limit. */
  readonly bodySize: number
  readonly durationMs: number
}

export interface ExchangeShow {
  /** What this one is among several: "second time". */
  readonly label: string
  readonly sent: SentShow
  readonly received: ReceivedShow
}

/** Answer times under load, ms, and how the answers were. */
export interface LoadStats {
  readonly requests: number
  readonly accepted: number
  readonly refused: number
  readonly serverErrors: number
  readonly unanswered: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

export interface ScenarioResult extends ScenarioInfo {
  readonly outcome: CheckOutcome
  readonly severity: Severity | null
  /** A sentence: what it means for the user; for a skipped one, why it did not run. */
  readonly meaning: string
  /** Ids of the pitfalls that it shows, see check/pitfalls.ts; none when it passed or was skipped. */
  readonly pitfalls: readonly string[]
  /** Slowest answer, ms; null when nothing was answered. */
  readonly durationMs: number | null
  /** Side effects of this scenario; null when they were not counted. */
  readonly effects: { readonly expected: number; readonly counted: number } | null
  /** A sentence: what could not be seen without an observation; null when all could. */
  readonly notObservable: string | null
  readonly load: LoadStats | null
  readonly exchanges: readonly ExchangeShow[]
}

/** Lines that mend a pitfall in one framework. */
export interface Fix {
  readonly framework: string
  readonly name: string
  readonly text: string
  readonly code: string
}

/** One pitfall, however many scenarios show it. */
export interface Finding {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  readonly meaning: string
  readonly scenarios: readonly string[]
  readonly advice: string
  readonly fixes: readonly Fix[]
}

/** All that a report is made from. Times are ms since epoch. */
export interface CheckReport {
  readonly target: { readonly url: string; readonly provider: string; readonly providerName: string; readonly scheme: string | null }
  readonly startedAt: number
  readonly finishedAt: number | null
  /** Null while the genuine event has not been judged. */
  readonly grade: Grade | null
  /** Sentences: that forgery was not tested, and what follows; null when it was, or when nothing was judged. */
  readonly forgeryUntested: string | null
  readonly timeoutMs: number
  readonly requests: number
  readonly findings: readonly Finding[]
  readonly results: readonly ScenarioResult[]
  /** Sentences: what no check from outside can see, so that nobody takes silence for proof. */
  readonly notObservable: readonly string[]
}

/** How two runs of the same target differ, by pitfall. */
export interface CheckDifference {
  readonly fixed: readonly Finding[]
  readonly added: readonly Finding[]
  readonly remaining: readonly Finding[]
  /** Scenarios whose outcome changed. */
  readonly changed: readonly { readonly id: string; readonly title: string; readonly before: CheckOutcome; readonly after: CheckOutcome }[]
}
