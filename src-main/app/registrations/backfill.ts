import { AppError } from '#contract/errors.ts'
import type { Adapter, Backfill, Missed, Order, Window } from '#registration/adapter.ts'
import type { Problem, Send } from '#registration/call.ts'
import { ask } from '#registration/steps.ts'
import type { JobInput, JobKind, JobStep } from '../jobs/runner.ts'
import type { Clock } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import type { Registered, RegistrationBook } from './book.ts'
import type { Desk } from './desk.ts'
import type { TakeFetched } from './fetched.ts'
import { adapterOf, orderOf, stateOf } from './orders.ts'

interface Deps {
  readonly book: RegistrationBook
  readonly desk: Pick<Desk, 'sendFor' | 'wanted'>
  readonly store: Pick<StoreClient, 'read'>
  readonly take: TakeFetched
  readonly clock: Pick<Clock, 'now'>
}

/** Calls of one step: soon done, so that a stop or a cancel is soon heeded. */
const STEP = 5
const PAUSE_MS = 60_000
/** What nobody waits for is asked for again, after 5 s, 10 s .. 160 s: a network that has just come back often fails once more. */
const FIRST_WAIT_MS = 5000
const MOST_TRIES = 6
/** Their clock and ours; what was seen twice is known by its key. */
const OVERLAP_MS = 5 * 60_000

/** What is left to do of the page at hand, and the next page (`null` and `listed`: there is none). Bodies are never in it. */
interface Cursor {
  readonly page: string | null
  readonly listed: boolean
  readonly queue: readonly Pick<Missed, 'id' | 'keys'>[]
  /** How often in a row the provider gave no answer. */
  readonly unreached?: number
}
const start: Cursor = { page: null, listed: false, queue: [] }

interface Work {
  readonly registered: Registered
  readonly adapter: Adapter
  readonly order: Order
  readonly send: Send
  readonly remoteId: string
  readonly window: Window
  readonly forward: boolean
  /** Nobody has asked for it just now. */
  readonly byItself: boolean
}

/** The job `backfill`: what a provider could not deliver is sent again by it, or fetched from its API. Nothing accepted is asked for twice. */
export function backfillJob({ book, desk, store, take, clock }: Deps): JobKind {
  /** @throws AppError for a registration that is gone, or at a provider that can do nothing of the kind */
  const workOf = ({ options }: JobInput): Work => {
    const registered = book.named(String(options['registrationId'] ?? ''))
    const adapter = adapterOf(registered)
    const remoteId = registered.state.parts.find(part => part.remoteId !== null)?.remoteId
    if (!remoteId)
      throw new AppError('conflict', `Nothing is registered with ${adapter.name} now, so there is nothing to fetch. Connect first.`)
    const url = desk.wanted(registered) ?? registered.state.parts[0]?.url ?? ''
    const number = (name: string, usual: number) => (typeof options[name] === 'number' ? (options[name] as number) : usual)
    const window = { since: number('since', registered.seenAt), until: number('until', clock.now()) }
    const forward = typeof options['forward'] === 'boolean' ? options['forward'] : registered.forwardFetched
    const byItself = options['byItself'] === true
    return { registered, adapter, order: orderOf(registered, url), send: desk.sendFor(registered), remoteId, window, forward, byItself }
  }

  const fresh = async <T extends { readonly keys: readonly string[] }>(registered: Registered, items: readonly T[]): Promise<T[]> => {
    const keys = items.flatMap(item => item.keys)
    const known = new Set(await store.read.claimedKeys({ sourceId: registered.sourceId, keys }))
    return items.filter(item => item.keys.length === 0 || item.keys.some(key => !known.has(key)))
  }

  const listing = async (work: Work, how: Listing, cursor: Cursor): Promise<JobStep> => {
    const { adapter, order, window, remoteId } = work
    const outcome = await ask(adapter, order, how.missed(order, remoteId, window, cursor.page), work.send)
    if ('problem' in outcome) return pauseOrFail(work, outcome.problem, cursor)
    const { items, next } = how.read(outcome.answer, order, window)
    const missing = await fresh(work.registered, items)
    const queue = how.again ? missing.map(({ id, keys }) => ({ id, keys })) : []
    const done = how.again ? 0 : await take(work.registered, missing, work.forward)
    return { cursor: { page: next, listed: next === null, queue }, done, failed: 0, finished: next === null && queue.length === 0 }
  }

  const asking = async (work: Work, again: NonNullable<Listing['again']>, cursor: Cursor): Promise<JobStep> => {
    const { adapter, order, send, remoteId } = work
    const queue = [...(await fresh(work.registered, cursor.queue))]
    let [done, failed] = [0, 0]
    for (let item = queue.shift(); item && done + failed < STEP; item = queue.shift()) {
      const outcome = await ask(adapter, order, again(order, remoteId, item.id), send)
      if ('answer' in outcome) done += 1
      else if (outcome.problem.code === 'not_found' || outcome.problem.code === 'refused') failed += 1
      else return { ...pauseOrFail(work, outcome.problem, { ...cursor, queue: [item, ...queue] }), done, failed }
      if (done + failed === STEP) break
    }
    return { cursor: { page: cursor.page, listed: cursor.listed, queue }, done, failed, finished: cursor.listed && queue.length === 0 }
  }

  const step = async (work: Work, how: Backfill, cursor: Cursor): Promise<JobStep> => {
    const { adapter, order, send, window } = work
    switch (how.how) {
      case 'none':
        throw new AppError('unsupported', how.note)
      case 'waits': {
        const outcome = await ask(adapter, order, how.look(order), send)
        return 'problem' in outcome
          ? pauseOrFail(work, outcome.problem, cursor)
          : { cursor, done: how.waiting(outcome.answer), failed: 0, finished: true }
      }
      case 'recover': {
        const outcome = await ask(adapter, order, how.recover(order, work.remoteId, window), send)
        return 'problem' in outcome ? pauseOrFail(work, outcome.problem, cursor) : { cursor, done: 1, failed: 0, finished: true }
      }
      default:
        return how.again && cursor.queue.length > 0 ? asking(work, how.again, cursor) : listing(work, how, cursor)
    }
  }

  return {
    accept: async input => {
      const { registered, adapter, window, forward, byItself } = workOf(input)
      const { backfill } = adapter
      if (backfill.how === 'none') throw new AppError('unsupported', backfill.note)
      if (backfill.how !== 'fetch' && stateOf(registered, desk.wanted(registered)) === 'url-changed') {
        throw new AppError('conflict', `The webhook at ${adapter.name} calls an earlier URL, so nothing would arrive. Sync it first.`)
      }
      const reach = 'reachMs' in backfill ? window.until - backfill.reachMs : window.since
      const since = Math.max(window.since - OVERLAP_MS, reach, 0)
      return { ...input, options: { registrationId: input.options['registrationId'], since, until: window.until, forward, byItself } }
    },
    step: async (input, at) => {
      const work = workOf(input)
      const taken = await step(work, work.adapter.backfill, (at ?? start) as Cursor)
      if (taken.finished) await book.change(work.registered.id, { seenAt: Math.max(work.registered.seenAt, work.window.until) })
      return taken
    },
  }
}

type Listing = Extract<Backfill, { how: 'redeliver' | 'fetch' }>

/**
 * Too many calls, or no answer: later, from the same place; to ask twice for the same is harmless, for it is known by its key. Anything
 * else a person has to look at.
 */
function pauseOrFail({ byItself }: Pick<Work, 'byItself'>, problem: Problem, cursor: Cursor): JobStep {
  const later = (at: Cursor, waitMs: number): JobStep => ({ cursor: at, done: 0, failed: 0, finished: false, waitMs })
  if (problem.code === 'rate_limited') return later(cursor, Math.max(1000, problem.retryAfterMs ?? PAUSE_MS))
  const unreached = cursor.unreached ?? 0
  if (byItself && (problem.code === 'unreachable' || problem.code === 'unclear') && unreached < MOST_TRIES) {
    return later({ ...cursor, unreached: unreached + 1 }, FIRST_WAIT_MS * 2 ** unreached)
  }
  throw new AppError('provider_refused', problem.message)
}
