import { describeObservation } from '#check/observe.ts'
import { renderReport } from '#check/report/index.ts'
import { newRun, planOf } from '#check/run.ts'
import { AppError } from '#contract/errors.ts'
import { compareRuns } from '#domain/check/grade.ts'
import type { PlannedScenario } from '#domain/check/types.ts'
import { formatId } from '#domain/ids.ts'
import type { CheckRecord } from '#store/writer/checks.ts'
import { givenSpec, refuseCommands, startable } from '../checks/given.ts'
import type { createCheckJob } from '../checks/job.ts'
import { keptResults, schemeOf } from '../checks/job.ts'
import { type KeptSpec, openSpec, sealSpec } from '../checks/kept.ts'
import { permitted } from '../checks/permission.ts'
import { type CheckSpec, describeEvent, targetOf } from '../checks/spec.ts'
import { inOrder, reportOf, rowOf, type Summary, summaryOf, wasObserved } from '../checks/view.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock, Secrets } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { nextOf, readCursor } from './cursor.ts'

export interface CheckDeps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly clock: Clock
  readonly secrets: Secrets
  readonly mintSecretId: () => string
  readonly job: ReturnType<typeof createCheckJob>
  readonly jobs: Pick<Services, 'jobs.start' | 'jobs.cancel'>
  /** Whether others on the network may reach the API: then nobody gets to run commands by it. */
  readonly exposed: boolean
}

/** `checks.*`. */
export function checkServices(deps: CheckDeps) {
  const { store, clock, secrets, job, jobs } = deps

  const find = async (id: string): Promise<CheckRecord> => {
    const record = await store.read.findCheck({ id: idNumber('chk', id) })
    if (!record) throw notFound('chk', id)
    return record
  }
  const planned = (record: CheckRecord) => JSON.parse(record.plan_json) as PlannedScenario[]
  const results = async (record: CheckRecord) => inOrder(planned(record), await keptResults(store, record.id))
  const report = async (record: CheckRecord) => {
    const kept = JSON.parse(record.input_json) as KeptSpec
    const all = await results(record)
    const { requests, observationFailed } = JSON.parse(record.summary_json) as Summary
    const common = {
      url: record.url,
      provider: kept.provider,
      scheme: schemeOf(kept),
      timeoutMs: kept.timeoutMs,
      requests,
      observationFailed,
      results: all,
    }
    return reportOf({ ...common, startedAt: record.created_at, finishedAt: record.finished_at, observed: wasObserved(all) })
  }
  const begin = async (spec: CheckSpec) => {
    const target = targetOf(spec, clock.now())
    const plan = planOf(target, spec.only === null ? null : new Set(spec.only))
    const id = await store.write.createCheck({
      endpointId: spec.endpointId,
      url: spec.url,
      provider: spec.provider ?? '',
      inputJson: JSON.stringify(await sealSpec(spec, secrets)),
      planJson: JSON.stringify(plan),
      summaryJson: JSON.stringify(summaryOf([], { total: plan.length, state: newRun, scheme: schemeOf(spec), whole: false })),
      now: clock.now(),
    })
    job.prepare(id)
    const { jobId } = await jobs['jobs.start']({ kind: 'checks.run', ids: plan.map(scenario => scenario.id), options: { check: id } })
    await store.write.attachCheck({ id, jobId: idNumber('job', jobId) })
    await job.publish(id, null)
    return { checkId: formatId('chk', id), jobId }
  }

  return {
    'checks.plan': async input => {
      const spec = await givenSpec(deps, { ...input, url: input.url ?? (input.endpointId === undefined ? 'http://localhost/' : undefined) })
      return { rows: planOf(targetOf(spec, clock.now(), 'plan'), input.only ? new Set(input.only) : null) }
    },

    'checks.start': async input => {
      if (input.again === undefined) return begin(await startable(deps, input))
      const { again, confirmHost, ...others } = input
      if (Object.values(others).some(value => value !== undefined)) {
        throw new AppError('invalid_input', '`again` repeats a check as it was; pass nothing else but confirmHost.')
      }
      const spec = await openSpec(JSON.parse((await find(again)).input_json) as KeptSpec, secrets)
      refuseCommands(deps, spec.observe)
      // The host was confirmed then, and the person who repeats it sees which it is; what the Endpoint allows may have changed.
      const endpoint = spec.endpointId === null ? null : deps.config.endpoint(spec.endpointId)
      permitted({
        url: spec.url,
        endpointLocal: endpoint?.url === spec.url && endpoint.local,
        local: spec.local,
        confirmHost: confirmHost ?? new URL(spec.url).host,
      })
      return begin(spec)
    },

    'checks.list': async ({ endpointId, url, limit = 50, before }) => {
      const { rows, next } = await store.read.listChecks({
        url: url ?? null,
        endpointId: endpointId === undefined ? null : idNumber('ep', endpointId),
        before: readCursor('chk', before),
        limit,
      })
      return { rows: rows.map(rowOf), ...nextOf('chk', next) }
    },

    'checks.get': async ({ id }) => {
      const record = await find(id)
      const spec = await openSpec(JSON.parse(record.input_json) as KeptSpec, secrets)
      const { findings, forgeryUntested, timeoutMs, notObservable, results: all } = await report(record)
      const previous = await store.read.checkBefore({ url: record.url, id: record.id })
      return {
        ...rowOf(record),
        forgeryUntested,
        timeoutMs,
        observation: spec.observe === null ? null : describeObservation(spec.observe),
        event: describeEvent(spec),
        scenarios: planned(record),
        results: plain(all),
        allFindings: plain(findings),
        notObservable: [...notObservable],
        previousId: previous ? formatId('chk', previous.id) : null,
      }
    },

    'checks.cancel': async ({ id }) => {
      const record = await find(id)
      if (record.job_id !== null) await jobs['jobs.cancel']({ id: formatId('job', record.job_id) })
      if (!job.cancel(record.id) && record.finished_at === null) {
        await store.write.summariseCheck({ id: record.id, summaryJson: record.summary_json, finishedAt: clock.now() })
      }
      await job.publish(record.id, null)
      return { ok: true as const }
    },

    'checks.compare': async ({ id, before }) => {
      const after = await find(id)
      const earlier = before === undefined ? await store.read.checkBefore({ url: after.url, id: after.id }) : await find(before)
      if (!earlier) throw new AppError('not_found', 'This is the first check of that target, so there is nothing to compare it with.')
      const difference = compareRuns(await report(earlier), await report(after))
      return { before: rowOf(earlier), after: rowOf(after), ...plain(difference) }
    },

    'checks.report': async ({ id, as }) => {
      const record = await find(id)
      const { text, contentType, extension } = renderReport(await report(record), as)
      return { text, contentType, filename: `endpoint-check-${new URL(record.url).hostname.replace(/[^a-z0-9.-]/gi, '')}.${extension}` }
    },

    'checks.delete': async ({ id }) => {
      const record = await find(id)
      if (record.state === 'running') throw new AppError('conflict', 'This check is still running; cancel it first.')
      await store.write.deleteCheck({ id: record.id })
      return { ok: true as const }
    },
  } satisfies Partial<Services>
}

/** The contract's arrays are not readonly, ours are; the values are the same. */
type Mutable<T> = T extends readonly (infer I)[]
  ? T extends readonly [infer A, infer B]
    ? [A, B]
    : Mutable<I>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T
const plain = <T>(value: T): Mutable<T> => value as Mutable<T>
