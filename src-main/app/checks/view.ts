import { findingsOf, notObservable } from '#check/findings.ts'
import type { RunState } from '#check/run.ts'
import { USUAL_TIMEOUT_MS } from '#check/target.ts'
import type { CheckRow } from '#contract/checks.ts'
import { forgeryUntested, gradeOf } from '#domain/check/grade.ts'
import type { CheckReport, Finding, PlannedScenario, ScenarioResult } from '#domain/check/types.ts'
import { formatId } from '#domain/ids.ts'
import { providerById } from '#providers/index.ts'
import type { CheckRecord } from '#store/writer/checks.ts'

/** What a list shows of a run, kept beside it so that a list need not read sixty results a row. */
export interface Summary {
  readonly grade: CheckRow['grade']
  readonly findings: CheckRow['findings']
  readonly done: number
  readonly total: number
  readonly requests: number
  readonly scheme: string | null
  /** A sentence: why side effects were not counted although they were to be. */
  readonly observationFailed: string | null
}

interface SummaryParts {
  readonly total: number
  readonly state: Pick<RunState, 'requests' | 'observationFailed'>
  readonly scheme: string | null
  /** Run to its end: what was called off in the middle gets no grade, for it would be a good one. */
  readonly whole: boolean
}

export function summaryOf(results: readonly ScenarioResult[], { total, state, scheme, whole }: SummaryParts): Summary {
  const findings = findingsOf(results)
  const { requests, observationFailed } = state
  return {
    grade: whole && wasJudged(results) ? gradeOf(findings, forgeryUntested(results, scheme)) : null,
    findings: countOf(findings),
    done: results.length,
    total,
    requests,
    scheme,
    observationFailed,
  }
}

const wasJudged = (results: readonly ScenarioResult[]): boolean =>
  results.some(({ group, outcome }) => group === 'genuine' && outcome !== 'skipped')

function countOf(findings: readonly Finding[]): CheckRow['findings'] {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

export function rowOf(record: CheckRecord): CheckRow {
  const { observationFailed: _, ...summary } = JSON.parse(record.summary_json) as Summary
  return {
    id: formatId('chk', record.id),
    jobId: formatId('job', record.job_id ?? 0),
    state: record.state ?? stateWithoutJob(record),
    endpointId: record.endpoint_id === null ? null : formatId('ep', record.endpoint_id),
    url: record.url,
    provider: record.provider,
    providerName: providerName(record.provider),
    ...summary,
    createdAt: record.created_at,
    finishedAt: record.finished_at,
    error: record.error,
  }
}

/** A job that is not written down yet is about to run; one that is gone has long ended. */
function stateWithoutJob({ job_id, finished_at }: CheckRecord): CheckRow['state'] {
  return job_id === null ? 'running' : finished_at === null ? 'cancelled' : 'done'
}

export const providerName = (id: string): string => providerById(id)?.name ?? (id === '' ? 'No provider' : id)

interface ReportParts {
  readonly url: string
  readonly provider: string | null
  readonly scheme: string | null
  readonly timeoutMs: number | null
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly results: readonly ScenarioResult[]
  readonly requests: number
  readonly observed: boolean
  readonly observationFailed?: string | null
}

export function reportOf({
  url,
  provider,
  scheme,
  timeoutMs,
  startedAt,
  finishedAt,
  results,
  requests,
  observed,
  observationFailed,
}: ReportParts): CheckReport {
  const findings = findingsOf(results)
  const judged = wasJudged(results)
  const untested = judged ? forgeryUntested(results, scheme) : null
  return {
    target: { url, provider: provider ?? '', providerName: providerName(provider ?? ''), scheme },
    startedAt,
    finishedAt,
    grade: judged ? gradeOf(findings, untested) : null,
    forgeryUntested: untested,
    timeoutMs: timeoutMs ?? providerById(provider)?.timeoutMs ?? USUAL_TIMEOUT_MS,
    requests,
    findings,
    results,
    notObservable: [...(observationFailed ? [observationFailed] : []), ...notObservable(results, observed)],
  }
}

/** Results in the order of the plan; they end in any. */
export function inOrder(plan: readonly PlannedScenario[], results: readonly ScenarioResult[]): ScenarioResult[] {
  const byId = new Map(results.map(result => [result.id, result]))
  return plan.flatMap(({ id }) => byId.get(id) ?? [])
}

/** Whether side effects were counted: then some scenario has a number. */
export const wasObserved = (results: readonly ScenarioResult[]): boolean => results.some(({ effects }) => effects !== null)
