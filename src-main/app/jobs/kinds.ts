import { AppError } from '#contract/errors.ts'
import type { Job } from '#contract/jobs.ts'
import { filterOf } from '../filters.ts'
import type { Services } from '../services.ts'
import type { JobInput, JobKind } from './runner.ts'

/** Items of one step: short enough to stop soon, long enough for one commit to serve many. */
const STEP = 100

type Needed = Pick<Services, 'requests.list' | 'requests.count' | 'requests.delete'>
type Kinds = Record<Job['kind'], JobKind>

/** The kinds of long work, each a loop over something that does one portion. @param others kinds that live with what they work on */
export function jobKinds(services: Needed, others: Omit<Kinds, 'requests.delete'>): Kinds {
  return {
    'requests.delete': {
      accept: async input => selected(input),
      count: countRequests(services),
      step: overRequests(services, async ids => {
        const { deleted } = await services['requests.delete']({ ids })
        return { done: deleted, failed: ids.length - deleted }
      }),
    },
    ...others,
  }
}

/** Without either, a slip of the hand would mean everything. What is named twice is meant once. @throws AppError `invalid_input` */
export function selected(input: JobInput): JobInput {
  if (input.ids === null && input.filter === null)
    throw new AppError('invalid_input', 'Name the Requests by ids, or give a filter ("" for all).')
  filterOf(input.filter ?? undefined)
  return { ...input, ids: input.ids && [...new Set(input.ids)] }
}

/** How many Requests are named or match; null where counting them would take too long. */
export function countRequests(services: Pick<Services, 'requests.count'>): NonNullable<JobKind['count']> {
  return async input => {
    if (input.ids) return input.ids.length
    const { count, exact } = await services['requests.count']({ filter: input.filter ?? '' })
    return exact ? count : null
  }
}

/** A step over the Requests that are named or match, newest first. */
export function overRequests(
  services: Pick<Services, 'requests.list'>,
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

async function matching(services: Pick<Services, 'requests.list'>, filter: string, cursor: unknown): Promise<Portion> {
  const { rows, next } = await services['requests.list']({ filter, limit: STEP, ...(typeof cursor === 'string' ? { before: cursor } : {}) })
  return { ids: rows.map(row => row.id), next: next ?? null }
}
