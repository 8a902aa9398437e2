import type { AppEvent, EventPayload, EventType, Resync } from '#contract/events.ts'
import type { RequestRow } from '#contract/requests.ts'

export type RowFilter = (row: RequestRow) => boolean
export interface Interest {
  /** Event types (`request.added`), groups of them (`request`), or `*`. */
  readonly topics: readonly string[]
  /** Filter language; narrows `request.*` alone. */
  readonly filter?: string | undefined
  /** Where the subscriber was: what came after is delivered first, or `resync` when that is no longer known. */
  readonly since?: { readonly epoch: string; readonly seq: number } | undefined
}
export type Deliver = (event: AppEvent | Resync) => void
export interface Subscription {
  readonly epoch: string
  /** Everything up to here has been delivered (or was not of interest). */
  readonly seq: number
  close(): void
}

export interface EventHub {
  readonly epoch: string
  publish<T extends EventType>(type: T, payload: EventPayload<T>): AppEvent
  /** Delivers synchronously, in order, and during this call what `since` asks for. @throws what `compileFilter` throws for a wrong filter */
  subscribe(interest: Interest, deliver: Deliver): Subscription
  /** An event that says "load again", as of now. */
  resync(): Resync
}

export interface HubOptions {
  /** Names this run of the core. */
  readonly epoch: string
  /** Events kept for those who come back; default 1,024. */
  readonly keep?: number
  /** Rows within the kept events, which is what bounds the memory (about 0.6 KiB each); default 20,000. */
  readonly keepRows?: number
  /** Text of the filter language to a predicate; throws AppError `invalid_input`. Without it filters are ignored. */
  readonly compileFilter?: (text: string) => RowFilter
}

/**
 * Numbers the core's events, hands them to subscribers and keeps the latest, so that a page that lost its link for a moment can continue
 * where it was. Knows nothing of connections: slow readers are the transport's concern.
 */
export function createEventHub({ epoch, keep = 1024, keepRows = 20_000, compileFilter }: HubOptions): EventHub {
  const kept: AppEvent[] = []
  let rows = 0
  let seq = 0
  const subscribers = new Set<(event: AppEvent) => void>()

  const remember = (event: AppEvent): void => {
    kept.push(event)
    rows += weight(event)
    while (kept.length > keep || rows > keepRows) {
      const oldest = kept.shift()
      if (!oldest) return
      rows -= weight(oldest)
    }
  }
  /** Events after `since`, or null when some of them are gone. */
  const missed = (since: { epoch: string; seq: number }): readonly AppEvent[] | null => {
    if (since.epoch !== epoch || since.seq > seq) return null
    const count = seq - since.seq
    if (count > kept.length) return null
    return count === 0 ? [] : kept.slice(-count)
  }
  const resync = (): Resync => ({ epoch, seq, type: 'resync' })

  return {
    epoch,
    resync,
    publish(type, payload) {
      seq += 1
      // `type` and `payload` belong together by the signature, which a union cannot express here.
      const event = { epoch, seq, type, ...payload } as unknown as AppEvent
      remember(event)
      for (const subscriber of [...subscribers]) subscriber(event)
      return event
    },
    subscribe({ topics, filter, since }, deliver) {
      const matches = filter && compileFilter ? compileFilter(filter) : null
      let open = true
      const offer = (event: AppEvent): void => {
        if (!open || !wants(topics, event.type)) return
        deliver(matches ? narrow(event, matches) : event)
      }
      if (since) {
        const events = missed(since)
        if (events) for (const event of events) offer(event)
        else deliver(resync())
      }
      subscribers.add(offer)
      return {
        epoch,
        seq,
        close() {
          open = false
          subscribers.delete(offer)
        },
      }
    },
  }
}

function wants(topics: readonly string[], type: EventType): boolean {
  return topics.some(topic => topic === '*' || topic === type || type.startsWith(`${topic}.`))
}

function weight(event: AppEvent): number {
  return 'rows' in event ? event.rows.length : 1
}

/**
 * The event as a filtered subscriber sees it. That something came in is told in any case, for there may be numbers to keep: of the rows
 * that the filter does not let through it says where they came to. A changed row may have left the filter just now, and who shows it must
 * hear so: its id goes along, which is cheaper than remembering for each subscriber what it has seen.
 */
function narrow(event: AppEvent, matches: RowFilter): AppEvent {
  if (event.type === 'request.added') {
    const rows = event.rows.filter(matches)
    if (rows.length === event.rows.length) return event
    const others = new Set(event.rows.filter(row => !rows.includes(row)).map(row => row.sourceId))
    return { ...event, rows, othersFrom: [...others] }
  }
  if (event.type === 'request.changed') {
    const rows = event.rows.filter(matches)
    const outside = event.rows.filter(row => !rows.includes(row)).map(row => row.id)
    return outside.length > 0 ? { ...event, rows, outside } : event
  }
  return event
}
