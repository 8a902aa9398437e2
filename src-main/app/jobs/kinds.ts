import { AppError } from '#contract/errors.ts'
import type { Job } from '#contract/jobs.ts'
import { methods } from '#contract/methods.ts'
import { filterOf } from '../filters.ts'
import type { Secrets } from '../ports.ts'
import type { Services } from '../services.ts'
import type { JobInput, JobKind } from './runner.ts'

/** Items of one step: short enough to stop soon, long enough for one commit to serve many. */
const STEP = 100

type Needed = Pick<Services, 'requests.list' | 'requests.delete' | 'requests.resend' | 'deliveries.list' | 'deliveries.retry'>

/** The kinds of long work, each a loop over a service that does one portion. */
export function jobKinds(services: Needed, secrets: Pick<Secrets, 'seal' | 'open'>): Record<Job['kind'], JobKind> {
  return {
    'requests.delete': {
      accept: async input => selected(input),
      step: overRequests(services, async ids => {
        const { deleted } = await services['requests.delete']({ ids })
        return { done: deleted, failed: ids.length - deleted }
      }),
    },
    'requests.resend': {
      accept: async input => {
        const { secret } = resendInput(selected(input).options, ['req_00000000000'])
        return secret === undefined ? input : { ...input, options: { ...input.options, secret: await secrets.seal(secret) } }
      },
      step: overRequests(services, async (ids, { options }) => {
        const secret = typeof options['secret'] === 'string' ? { secret: await secrets.open(options['secret']) } : {}
        return resendAll(services, resendInput({ ...options, ...secret }, ids))
      }),
    },
    'deliveries.retry': {
      accept: async input => {
        if (input.filter !== null)
          throw new AppError('invalid_input', 'This job takes ids, or nothing for all that have failed; not a filter.')
        return input
      },
      step: async (input, cursor) => {
        const { ids, next } = input.ids ? portionOf(input.ids, cursor) : await failedDeliveries(services, cursor)
        const outcomes = await Promise.allSettled(ids.map(id => services['deliveries.retry']({ id })))
        const done = outcomes.filter(outcome => outcome.status === 'fulfilled').length
        return { cursor: next, done, failed: ids.length - done, finished: next === null }
      },
    },
  }
}

/** Without either, a slip of the hand would mean everything. */
function selected(input: JobInput): JobInput {
  if (input.ids === null && input.filter === null)
    throw new AppError('invalid_input', 'Name the Requests by ids, or give a filter ("" for all).')
  filterOf(input.filter ?? undefined)
  return input
}

type Resend = Parameters<Services['requests.resend']>[0]

/** All of them together; and where one is gone meanwhile, each alone, so that it does not take the others with it. */
async function resendAll(services: Needed, input: Resend): Promise<{ done: number; failed: number }> {
  try {
    await services['requests.resend'](input)
    return { done: input.ids.length, failed: 0 }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found' || input.ids.length === 1) throw error
    const outcomes = await Promise.allSettled(input.ids.map(id => services['requests.resend']({ ...input, ids: [id] })))
    const done = outcomes.filter(outcome => outcome.status === 'fulfilled').length
    // None at all: what is missing is not one of them, but where they go.
    if (done === 0) throw error
    return { done, failed: input.ids.length - done }
  }
}

function resendInput(options: JobInput['options'], ids: string[]): Resend {
  const parsed = methods['requests.resend'].input.safeParse({ ...options, ids })
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', 'The options of this job are those of requests.resend: to and sign at least.', {
    issues: parsed.error.issues,
  })
}

function overRequests(
  services: Needed,
  work: (ids: string[], input: JobInput) => Promise<{ done: number; failed: number }>,
): JobKind['step'] {
  return async (input, cursor) => {
    const { ids, next } = input.ids ? portionOf(input.ids, cursor) : await matching(services, input.filter ?? '', cursor)
    const outcome = ids.length > 0 ? await work(ids, input) : { done: 0, failed: 0 }
    return { cursor: next, ...outcome, finished: next === null }
  }
}

interface Portion {
  readonly ids: string[]
  /** Where the next step goes on; null at the end. */
  readonly next: unknown
}

function portionOf(ids: readonly string[], cursor: unknown): Portion {
  const from = typeof cursor === 'number' ? cursor : 0
  const to = from + STEP
  return { ids: ids.slice(from, to), next: to < ids.length ? to : null }
}

async function matching(services: Needed, filter: string, cursor: unknown): Promise<Portion> {
  const { rows, next } = await services['requests.list']({ filter, limit: STEP, ...(typeof cursor === 'string' ? { before: cursor } : {}) })
  return { ids: rows.map(row => row.id), next: next ?? null }
}

async function failedDeliveries(services: Needed, cursor: unknown): Promise<Portion> {
  const { rows, next } = await services['deliveries.list']({
    state: 'failed',
    limit: STEP,
    ...(typeof cursor === 'string' ? { before: cursor } : {}),
  })
  return { ids: rows.map(row => row.id), next: next ?? null }
}
