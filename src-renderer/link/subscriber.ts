import type { AppEvent, Resync } from '#contract/events.ts'
import type { InputOf, OutputOf } from '#contract/methods.ts'
import { LinkError } from './link-error.ts'

/** `topics`: event types (`request.added`), groups (`request`) or `*`. `filter`: the filter language; it narrows `request.*` alone. */
export interface Wanted {
  readonly topics: readonly string[]
  readonly filter?: string
}

interface Subscription {
  readonly wanted: Wanted
  inForce: boolean
  resolve(): void
  reject(error: unknown): void
}

/**
 * Remembers what the page wants to hear and how far it has heard, and asks for it anew on every new link: from where it was, so that
 * a short break loses nothing. The core answers `resync` when it no longer knows what was missed.
 */
export function createSubscriber(link: {
  send(input: InputOf<'subscribe'>): Promise<OutputOf<'subscribe'>>
  isUp(): boolean
  renew(): void
}) {
  const resyncListeners = new Set<() => void>()
  let current: Subscription | null = null
  let heard: { epoch: string; seq: number } | null = null

  async function ask(subscription: Subscription): Promise<void> {
    const { topics, filter } = subscription.wanted
    try {
      const since = subscription.inForce && heard ? { since: heard } : {}
      const { epoch, seq } = await link.send({ topics: [...topics], ...(filter === undefined ? {} : { filter }), ...since })
      if (current !== subscription) return subscription.resolve()
      // An event may have overtaken this answer.
      if (heard?.epoch !== epoch || heard.seq < seq) heard = { epoch, seq }
      subscription.inForce = true
      subscription.resolve()
    } catch (error) {
      // A broken link is not an answer: the next one asks again.
      if ((error instanceof LinkError && error.code === 'disconnected') || current !== subscription) return
      subscription.reject(error)
      // It was accepted before, so this is the core's trouble and not a wrong filter: a page that hears nothing would look calm.
      if (subscription.inForce) link.renew()
      else current = null
    }
  }

  return {
    want(wanted: Wanted): Promise<void> {
      return new Promise((resolve, reject) => {
        current?.resolve()
        current = { wanted, inForce: false, resolve, reject }
        if (link.isUp()) void ask(current)
      })
    },
    /** A new link is up. */
    resume(): void {
      if (current) void ask(current)
    },
    /** Notes how far we have heard; false for an event that was heard before. */
    accept(event: AppEvent | Resync): boolean {
      const known = heard !== null && heard.epoch === event.epoch && event.seq <= heard.seq
      if (event.type === 'resync') {
        heard = { epoch: event.epoch, seq: event.seq }
        for (const listener of resyncListeners) listener()
        return true
      }
      if (known) return false
      heard = { epoch: event.epoch, seq: event.seq }
      return true
    },
    onResync(listener: () => void): () => void {
      resyncListeners.add(listener)
      return () => void resyncListeners.delete(listener)
    },
  }
}
