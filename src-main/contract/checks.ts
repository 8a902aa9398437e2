import { z } from 'zod'
import type { CheckOutcome, Grade, ScenarioGroup, Severity } from '../domain/check/types.ts'
import { jobStates } from './jobs.ts'
import { headerList, id, listOf, method, ok, time } from './method.ts'
import { secretsInput } from './secrets.ts'

export const checkOutcomes = ['passed', 'failed', 'warning', 'skipped'] as const satisfies readonly CheckOutcome[]
export const checkSeverities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[]
export const checkGrades = ['A', 'B', 'C', 'D', 'F'] as const satisfies readonly Grade[]
export const scenarioGroups = [
  'genuine',
  'signature',
  'time',
  'repeats',
  'payload',
  'protocol',
  'connection',
  'load',
] as const satisfies readonly ScenarioGroup[]
export const reportFormats = ['markdown', 'json', 'junit', 'html'] as const

const outcome = z.enum(checkOutcomes)
const severity = z.enum(checkSeverities)
const scenarioId = z.string().max(64)

const scenarioInfo = { id: scenarioId, group: z.enum(scenarioGroups), title: z.string(), why: z.string(), sends: z.string() }

/** A scenario before it runs; `skipped` says in a sentence why it will not. */
export const plannedScenario = z.object({ ...scenarioInfo, skipped: z.string().nullable() })
export type CheckScenario = z.infer<typeof plannedScenario>

export const checkExchange = z.object({
  label: z.string(),
  sent: z.object({ method: z.string(), url: z.string(), headers: headerList, body: z.string(), bodySize: z.number() }),
  /** The target's text: show it as text and nothing else. */
  received: z.object({
    status: z.number().nullable(),
    error: z.string().nullable(),
    headers: headerList,
    body: z.string(),
    bodySize: z.number(),
    durationMs: z.number(),
  }),
})
export type CheckExchange = z.infer<typeof checkExchange>

export const loadStats = z.object({
  requests: z.number(),
  accepted: z.number(),
  refused: z.number(),
  serverErrors: z.number(),
  unanswered: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
})

export const scenarioResult = z.object({
  ...scenarioInfo,
  outcome,
  severity: severity.nullable(),
  /** What it means for the user; of a skipped one, why it did not run. */
  meaning: z.string(),
  /** Ids of the findings that it shows. */
  pitfalls: z.array(z.string()),
  durationMs: z.number().nullable(),
  effects: z.object({ expected: z.number(), counted: z.number() }).nullable(),
  notObservable: z.string().nullable(),
  load: loadStats.nullable(),
  exchanges: z.array(checkExchange),
})
export type CheckResult = z.infer<typeof scenarioResult>

/** A scenario that has ended, for a list that fills while one watches. */
export const checkProgress = z.object({ id: scenarioId, outcome, severity: severity.nullable(), meaning: z.string() })

export const checkFinding = z.object({
  id: z.string(),
  severity,
  title: z.string(),
  meaning: z.string(),
  scenarios: z.array(scenarioId),
  advice: z.string(),
  fixes: z.array(z.object({ framework: z.string(), name: z.string(), text: z.string(), code: z.string() })),
})
export type CheckFinding = z.infer<typeof checkFinding>

const findingCounts = z.object({ critical: z.number(), high: z.number(), medium: z.number(), low: z.number() })

/** A run in a list. `state` is its job's: `done` means run to its end, whatever it found. */
export const checkRow = z.object({
  id,
  jobId: id,
  state: z.enum(jobStates),
  endpointId: id.nullable(),
  url: z.string(),
  provider: z.string(),
  providerName: z.string(),
  scheme: z.string().nullable(),
  /** Null until the run has ended. */
  grade: z.enum(checkGrades).nullable(),
  findings: findingCounts,
  /** Scenarios judged or skipped so far, of how many. */
  done: z.number(),
  total: z.number(),
  requests: z.number(),
  createdAt: time,
  finishedAt: time.nullable(),
  error: z.string().nullable(),
})
export type CheckRow = z.infer<typeof checkRow>

export const checkDetail = checkRow.extend({
  /** Sentences: that no forged event was tried, so that the best grades are not given; null when one was. */
  forgeryUntested: z.string().nullable(),
  timeoutMs: z.number(),
  /** How side effects are counted, in words; null = they are not. */
  observation: z.string().nullable(),
  /** What the genuine event was. */
  event: z.string(),
  /** All scenarios in the order of a list; `results` has those that have ended. */
  scenarios: z.array(plannedScenario),
  results: z.array(scenarioResult),
  /** The findings so far, worst first. */
  allFindings: z.array(checkFinding),
  notObservable: z.array(z.string()),
  /** The run of the same target before this one. */
  previousId: id.nullable(),
})
export type CheckDetail = z.infer<typeof checkDetail>

/**
 * Counts side effects (rows, orders, mails). Must answer, or print, a number. A command is run without a shell, a `shell` text by one;
 * both only where Hookbench listens on this machine alone.
 */
export const checkObservation = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/, error: 'An observation URL must start with http:// or https://.' }).max(4096) }),
  z.strictObject({ command: z.array(z.string().max(4096)).min(1).max(100) }),
  z.strictObject({ shell: z.string().min(1).max(8192) }),
])

const target = {
  /** An Endpoint (its URL, scheme, secrets and `local` are used), or a URL with provider and secrets. */
  endpointId: id.optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'The URL to check must start with http:// or https://.' })
    .max(4096)
    .optional(),
  provider: z.string().max(64).optional(),
  /** Of that provider; its first one when left out. */
  scheme: z.string().max(64).optional(),
  /** Secrets come from here when none are given. */
  sourceId: id.optional(),
  secret: z.string().min(1).max(8192).optional(),
  secrets: secretsInput.optional(),
  /** The genuine event: a captured Request, or a sample of the provider. Its first sample when left out. */
  event: z.union([z.strictObject({ requestId: id }), z.strictObject({ sample: z.string().max(100) })]).optional(),
  observe: checkObservation.optional(),
  /** Scenarios to run; all that fit when left out. */
  only: z.array(scenarioId).max(100).optional(),
}

export const checkMethods = {
  'checks.plan': method(
    'The scenarios a check of this target would run, each explained, and why the others would be skipped.',
    target,
    listOf(plannedScenario),
  ),
  'checks.start': method(
    'Starts a check of a webhook handler. `again` repeats an earlier one. A host must be named in `confirmHost` unless it is this machine or belongs to an Endpoint marked local.',
    {
      ...target,
      again: id.optional(),
      confirmHost: z.string().max(300).optional(),
      /** Allows private addresses for a bare URL. */
      local: z.boolean().optional(),
      /** How long the provider waits for an answer; what it is known to do when left out. */
      timeoutMs: z.number().int().min(100).max(120_000).optional(),
      /** How long to wait for side effects that come after the answer. */
      settleMs: z.number().int().min(20).max(30_000).optional(),
      maxRequests: z.number().int().min(1).max(20_000).optional(),
      maxSeconds: z.number().int().min(1).max(3600).optional(),
    },
    z.object({ checkId: id, jobId: id }),
  ),
  'checks.list': method(
    'Checks, newest first, for one Endpoint or URL, or for all.',
    {
      endpointId: id.optional(),
      url: z.string().max(4096).optional(),
      limit: z.number().int().min(1).max(200).optional(),
      before: id.optional(),
    },
    listOf(checkRow),
  ),
  'checks.get': method('One check with everything it found.', { id }, checkDetail),
  'checks.cancel': method('Stops a check at once; what it has found so far is kept.', { id }, ok),
  'checks.compare': method(
    'What changed between two checks; `before` defaults to the previous check of the same target.',
    { id, before: id.optional() },
    z.object({
      before: checkRow,
      after: checkRow,
      fixed: z.array(checkFinding),
      added: z.array(checkFinding),
      remaining: z.array(checkFinding),
      changed: z.array(z.object({ id: scenarioId, title: z.string(), before: outcome, after: outcome })),
    }),
  ),
  'checks.report': method(
    'The report as text: Markdown, JSON, JUnit XML, or a self-contained HTML page.',
    { id, as: z.enum(reportFormats) },
    z.object({ text: z.string(), contentType: z.string(), filename: z.string() }),
  ),
  'checks.delete': method('Deletes a check that has finished.', { id }, ok),
}
