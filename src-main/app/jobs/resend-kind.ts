import { z } from 'zod'
import { AppError } from '#contract/errors.ts'
import { methods } from '#contract/methods.ts'
import { formatId, parseId, timeOfId } from '#domain/ids.ts'
import type { Secrets } from '../ports.ts'
import type { ResendInput, ResendMore } from '../services/resend.ts'
import type { Services } from '../services.ts'
import { countRequests, selected } from './kinds.ts'
import type { JobInput, JobKind, JobStep } from './runner.ts'

/** Requests of one step, and of one page of the list that they come from. */
const STEP = 100
const PAGE = 500
/** With a pace, Deliveries are made this far ahead: the engine keeps their times, and a cancelled job has at most these still to come. */
const AHEAD_MS = 1000
/** A job that was not run for longer than this (a stop, a sleep) goes on with its pace and does not catch up. */
const LATE_MS = 2000

const pace = z.union([z.enum(['at-once', 'original']), z.strictObject({ perSecond: z.number().positive().max(1000) })])
type Pace = z.infer<typeof pace>

interface Deps {
  readonly services: Pick<Services, 'requests.list' | 'requests.count'>
  readonly resend: (input: ResendInput, more: ResendMore) => Promise<{ readonly missing: number }>
  readonly secrets: Pick<Secrets, 'seal' | 'open'>
  readonly now: () => number
  readonly random: () => string
}

/**
 * Where the job is. The list gives the newest first and may be long, so it is walked once for the borders of its pages (`borders`, the
 * newest first), which are then sent from the oldest to the newest. `after`: the last Request that was sent. `clock`: one that came at
 * `received` was, or at a rate would be, due at `at`; that moves with the last one, and so is never far ahead.
 */
interface Cursor {
  readonly borders: readonly string[]
  readonly walked: boolean
  readonly after: string
  readonly clock: { readonly received: number; readonly at: number } | null
}
interface Item {
  readonly id: string
  readonly receivedAt: number
}
interface Items {
  readonly items: readonly Item[]
  readonly cursor: Cursor
  readonly last: boolean
  /** Once it is known: at the end of the walk. */
  readonly total?: number
}

/** `requests.resend`: captured Requests again, in the order in which they came, at once, at their own pace or at a given rate. */
export function resendKind({ services, resend, secrets, now, random }: Deps): JobKind {
  const pageBefore = async (filter: string, before: string | null, limit: number) => {
    const found: Item[] = []
    let at: string | null | undefined = before
    // A page of the list may stop early; a border is only where it was full.
    while (at !== undefined && found.length < limit) {
      const { rows, next }: Awaited<ReturnType<Services['requests.list']>> = await services['requests.list']({
        filter,
        limit: limit - found.length,
        ...(at === null ? {} : { before: at }),
      })
      found.push(...rows)
      at = next
    }
    return { rows: found, next: at ?? undefined }
  }

  /** The next Requests in order, or one more border. */
  const itemsOf = async (input: JobInput, cursor: Cursor): Promise<Items> => {
    if (input.ids) {
      const rest = [...input.ids].sort().filter(id => id > cursor.after)
      // Times of arrival are in the ids.
      const items = rest.slice(0, STEP).map(id => ({ id, receivedAt: timeOf(id) }))
      return { items, cursor, last: rest.length <= STEP }
    }
    const border = cursor.borders.at(-1) ?? ''
    const { rows, next } = await pageBefore(input.filter ?? '', border, PAGE)
    if (!cursor.walked) {
      const borders = next === undefined ? cursor.borders : [...cursor.borders, next]
      const walked = next === undefined
      // Between two borders lies a page, and what was found now is the last.
      const total = walked ? { total: (borders.length - 1) * PAGE + rows.length } : {}
      return { items: [], cursor: { ...cursor, borders, walked }, last: false, ...total }
    }
    const rest = rows.filter(row => row.id > cursor.after).reverse()
    const items = rest.slice(0, STEP)
    if (rest.length > STEP) return { items, cursor, last: false }
    // This page is done. Borders are where pages begin, so what is left lies above it.
    return { items, cursor: { ...cursor, borders: cursor.borders.slice(0, -1) }, last: cursor.borders.length <= 1 }
  }

  /** Later Requests are not included: resending to a URL of our own would never end. Null = there is nothing. */
  const begin = async (input: JobInput): Promise<Cursor | null> => {
    const cursor = { walked: false, after: '', clock: null }
    if (input.ids) return { ...cursor, borders: [] }
    const [newest] = (await pageBefore(input.filter ?? '', null, 1)).rows
    return newest ? { ...cursor, borders: [formatId('req', (parseId('req', newest.id) ?? 0) + 1)] } : null
  }

  return {
    accept: async given => {
      const input = selected(given)
      const { secret } = parse(input.options, ['req_00000000000'])
      // By the token, a step that is repeated after a crash finds what it has already made.
      const options = { ...input.options, token: random(), ...(secret === undefined ? {} : { secret: await secrets.seal(secret) }) }
      return { ...input, options }
    },
    count: countRequests(services),
    async step(input, saved): Promise<JobStep> {
      const start = (saved as Cursor | null) ?? (await begin(input))
      if (start === null) return { cursor: null, done: 0, failed: 0, total: 0, finished: true }
      const { items, last, cursor: next, ...found } = await itemsOf(input, start)
      const { token, pace: paced, secret, ...options } = input.options
      const opened = typeof secret === 'string' ? { secret: await secrets.open(secret) } : {}
      const plan = schedule(items, readPace(paced), start.clock, now())
      const ids = plan.due.map(({ item }) => item.id)
      const dueAt = plan.due.map(({ at }) => at)
      // What is gone meanwhile does not take the others with it.
      const failed = ids.length === 0 ? 0 : (await resend(parse({ ...options, ...opened }, ids), { dueAt, token: String(token) })).missing
      const after = plan.due.at(-1)?.item.id ?? start.after
      const all = plan.due.length === items.length
      return {
        cursor: { ...(all ? next : start), after, clock: plan.clock },
        done: plan.due.length - failed,
        failed,
        finished: all && last,
        waitMs: plan.waitMs,
        ...found,
      }
    },
  }
}

/** When each Request is due; those too far ahead are left for a later step, `waitMs` from now. */
function schedule(items: readonly Item[], chosen: Pace, kept: Cursor['clock'], now: number) {
  const first = items[0]
  if (chosen === 'at-once' || !first) return { due: items.map(item => ({ item, at: now })), clock: kept, waitMs: 0 }
  const every = typeof chosen === 'object' ? 1000 / chosen.perSecond : null
  // At a rate, `received` is when the last one was due.
  const at = (item: Item, i: number, from: { received: number; at: number }) =>
    every === null ? from.at + Math.max(0, item.receivedAt - from.received) : from.at + i * every
  let clock = kept ?? { received: first.receivedAt, at: now }
  // The wall clock was set back, or it was not run: there is nothing to wait for, or to catch up with.
  const early = clock.at > now + AHEAD_MS + (every ?? 0) + LATE_MS
  if (early || at(first, 0, clock) < now - LATE_MS) clock = { received: first.receivedAt, at: now }
  const planned = items.map((item, i) => ({ item, at: Math.round(at(item, i, clock)) }))
  const due = planned.filter(entry => entry.at <= now + AHEAD_MS)
  const next = planned[due.length]
  const end = due.at(-1)
  const moved = !end ? clock : every === null ? { received: end.item.receivedAt, at: end.at } : { received: 0, at: end.at + every }
  return { due, clock: moved, waitMs: next ? Math.max(1, next.at - now - AHEAD_MS / 2) : 0 }
}

function readPace(value: unknown): Pace {
  const parsed = pace.safeParse(value ?? 'at-once')
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', 'A pace is "at-once", "original" or {"perSecond": number}.')
}

function parse(options: JobInput['options'], ids: string[]): ResendInput {
  const { pace: paced, token: _, ...rest } = options
  readPace(paced)
  const parsed = methods['requests.resend'].input.safeParse({ ...rest, ids })
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', 'The options of this job are those of requests.resend (to and sign at least) and a pace.', {
    issues: parsed.error.issues,
  })
}

function timeOf(id: string): number {
  const number = parseId('req', id)
  if (number === null) throw new AppError('not_found', `There is no Request ${id}.`)
  return timeOfId(number)
}
