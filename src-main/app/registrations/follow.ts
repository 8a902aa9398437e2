import type { Problem } from '#registration/call.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { Clock, Log } from '../ports.ts'
import type { PublicUrl } from '../public-url.ts'
import type { Registered, RegistrationBook } from './book.ts'
import type { Desk } from './desk.ts'
import { adapterOf, stateOf } from './orders.ts'

interface Deps {
  readonly book: RegistrationBook
  readonly desk: Desk
  readonly config: Pick<ConfigCache, 'source' | 'onChange'>
  readonly publicUrl: Pick<PublicUrl, 'onChange'>
  readonly clock: Clock
  readonly log: Log
  /** Begins to ask for what was missed until now. */
  readonly backfill: (registered: Registered) => Promise<unknown>
}

/** How long the end waits for providers to take hooks away. */
const STOP_MS = 5000
const FIRST_WAIT_MS = 15_000
const MOST_ATTEMPTS = 6

/**
 * What becomes of registrations by itself: mended at start, kept in step with the public URL, asked for what was missed when it works
 * again or the machine has slept, removed at the end where that is wanted. Nothing here makes anew what somebody has removed at the
 * provider.
 */
export function followRegistrations({ book, desk, config, publicUrl, clock, log, backfill }: Deps) {
  const stepOf = (registered: Registered) => stateOf(registered, desk.wanted(registered))
  const under = new Set<Promise<unknown>>()
  const quietly = (what: string, work: Promise<unknown>) => {
    const done: Promise<unknown> = work
      .catch(error => log.warn('registration.unattended', { what, error: String(error) }))
      .finally(() => under.delete(done))
    under.add(done)
  }
  /** Since when the tunnel has led here without a break. */
  let tunnelSince = 0
  let tunnelWorks = false
  /**
   * Nothing was missed until now, for the tunnel worked; unless what was missed before that has not been had yet. Of a URL of one's own
   * nobody knows whether it works: until it was asked for, everything may have been missed.
   */
  const seen = async (registered: Registered): Promise<void> => {
    if (registered.publicUrl !== null || stepOf(registered) !== 'in-step' || registered.seenAt < tunnelSince) return
    await book.change(registered.id, { seenAt: clock.now() })
  }

  const waits = new Set<() => void>()
  /** A network that has just come back often fails once more; what a person has to mend is not tried again. */
  const againLater = (id: number, { code, retryAfterMs }: Problem, attempt: number) => {
    if (!['rate_limited', 'unreachable', 'unclear'].includes(code) || attempt >= MOST_ATTEMPTS) return
    const callOff = clock.timer(Math.max(1000, retryAfterMs ?? FIRST_WAIT_MS * 2 ** attempt), () => {
      waits.delete(callOff)
      quietly('in step', arrived(id, attempt + 1))
    })
    waits.add(callOff)
  }

  const missed = async (registered: Registered | null) => {
    const made = registered?.state.parts.some(({ remoteId }) => remoteId !== null)
    if (registered?.backfillAuto && adapterOf(registered).backfill.how !== 'none' && made && stepOf(registered) === 'in-step') {
      await backfill(registered)
    }
  }

  /** What the last run left open is cleared up. A URL of one's own is there at once, without a tunnel that could tell of it. */
  const begun = async ({ id, state, publicUrl: own }: Registered): Promise<void> => {
    if (state.doing !== null) await desk.mend(id)
    if (own !== null) await missed(book.find(id))
  }

  const arrived = async (id: number, attempt = 0): Promise<void> => {
    const before = book.find(id)
    if (!before) return
    const state = stepOf(before)
    const due =
      state === 'unfinished' ||
      (state === 'url-changed' && before.keepInStep) ||
      (state === 'off' && (before.keepInStep || before.removeOnStop))
    const wrong = due ? await desk.bring(id, false) : null
    if (wrong) againLater(id, wrong, attempt)
    await missed(book.find(id))
  }

  publicUrl.onChange(url => {
    tunnelWorks = url !== null
    if (tunnelWorks) tunnelSince = clock.now()
    for (const registered of book.list().filter(known => known.publicUrl === null)) {
      if (url !== null) quietly('in step', arrived(registered.id))
      else quietly('seen', seen(registered))
    }
  })
  config.onChange(what => {
    if (what !== 'sources') return
    for (const registered of book.list()) {
      if (config.source(registered.sourceId) === null) {
        if (!registered.leaving) quietly('source deleted', desk.disconnect(registered.id))
      } else if (stepOf(registered) === 'url-changed' && registered.keepInStep) quietly('in step', desk.bring(registered.id, false))
    }
  })

  return {
    /** The machine slept. Where a tunnel leads here, it is waited for what a test of it says: the tunnel tells of that itself. */
    woke(): void {
      for (const registered of book.list()) if (registered.publicUrl !== null) quietly('missed', missed(registered))
    },
    /** Goes on with what the last run left open. */
    start(): void {
      for (const registered of book.list()) {
        // Its Source may be gone for longer: what could not be removed then is tried again.
        if (registered.leaving || config.source(registered.sourceId) === null) quietly('leaving', desk.disconnect(registered.id))
        else quietly('start', begun(registered))
      }
    },
    /** Before the end: takes away what is to be there only while Hookbench runs. */
    async stop(): Promise<void> {
      for (const callOff of waits) callOff()
      const leaving = book.list().map(async registered => {
        if (tunnelWorks) await seen(registered)
        if (registered.removeOnStop && registered.state.parts.some(({ remoteId }) => remoteId !== null)) await desk.park(registered.id)
      })
      const { promise, resolve } = Promise.withResolvers<void>()
      const callOff = clock.timer(STOP_MS, resolve)
      await Promise.race([Promise.allSettled([...leaving, ...under]), promise])
      callOff()
    },
  }
}
