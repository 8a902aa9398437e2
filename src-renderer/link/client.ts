import type { AppEvent, EventType, Resync } from '#contract/events.ts'
import type { CallFrame, Duplex, EventFrame, Frame, ReplyFrame } from '#contract/frames.ts'
import type { InputOf, MethodName, OutputOf } from '#contract/methods.ts'
import { LinkError, lostCall, notConnected } from './link-error.ts'
import { type Environment, keepConnected, type LinkState } from './reconnect.ts'
import { createSubscriber, type Wanted } from './subscriber.ts'

export type EventOf<T extends EventType> = Extract<AppEvent, { type: T }>

export interface Client {
  /**
   * Calls a method of the contract. While the link comes up the call waits; when it is down it is refused with `disconnected`.
   * A call that was under way when the link broke is refused with `disconnected` and never repeated by itself.
   * @throws LinkError, or the signal's reason when aborted (the core may still carry the call out)
   */
  call<M extends MethodName>(method: M, input: InputOf<M>, options?: { signal?: AbortSignal }): Promise<OutputOf<M>>
  /** Hears events of one type, of those that `subscribe` asked for. @returns a function that stops it */
  on<T extends EventType>(type: T, listener: (event: EventOf<T>) => void): () => void
  /**
   * Says which events are wanted: the page has one subscription, a new one replaces it. Resolves when it is in force; load what you
   * show after that and nothing is missed. It survives reconnects. @throws LinkError when the core refuses it (a wrong filter)
   */
  subscribe(wanted: Wanted): Promise<void>
  /** Events were missed for good (the core was restarted, the page was away for long): load again what you show. */
  onResync(listener: () => void): () => void
  /** State of the link, in the shape that `useSyncExternalStore` takes. */
  readonly link: { get(): LinkState; subscribe(listener: () => void): () => void }
  /** Why the link is down, e.g. `unauthorized` when the page's session has ended; null when it is not known or not down. */
  readonly lastError: LinkError | null
  close(): void
}

export type ClientOptions = Partial<Environment>

const defaults: Environment = {
  timer: (ms, run) => {
    const handle = setTimeout(run, ms)
    return () => clearTimeout(handle)
  },
  random: Math.random,
  onWake: () => () => {},
}

interface Pending {
  readonly frame: CallFrame
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** The page's only way to the core: the same code over IPC, WebSocket and MessagePort. `connect` opens a fresh duplex each time. */
export function createClient(connect: () => Promise<Duplex> | Duplex, options: ClientOptions = {}): Client {
  const sent = new Map<number, Pending>()
  const waiting = new Map<number, Pending>()
  const listeners = new Map<EventType, Set<(event: AppEvent) => void>>()
  const stateListeners = new Set<() => void>()
  let duplex: Duplex | null = null
  // Not from 1: over IPC the core may still answer calls of the page that was here before a reload.
  let nextId = Math.floor(Math.random() * 2 ** 40)

  const transmit = (call: Pending): void => {
    sent.set(call.frame.id, call)
    try {
      duplex?.send(call.frame)
    } catch (error) {
      sent.delete(call.frame.id)
      call.reject(error)
    }
  }
  const start = (method: string, input: unknown, signal?: AbortSignal): Promise<unknown> => {
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const call: Pending = { frame: { id: nextId++, method, input }, resolve, reject }
      if (duplex) transmit(call)
      else if (connection.state === 'connecting') waiting.set(call.frame.id, call)
      else return reject(connection.lastError ?? notConnected())
      signal?.addEventListener('abort', () => {
        if (sent.delete(call.frame.id) || waiting.delete(call.frame.id)) reject(signal.reason)
      })
    })
  }
  const rejectAll = (calls: Map<number, Pending>, error: LinkError): void => {
    const rejected = [...calls.values()]
    calls.clear()
    for (const call of rejected) call.reject(error)
  }

  const subscriber = createSubscriber({
    send: input => start('subscribe', input) as Promise<OutputOf<'subscribe'>>,
    isUp: () => duplex !== null,
    renew: () => connection.renew(),
  })
  const onEvent = (event: AppEvent | Resync): void => {
    if (!subscriber.accept(event) || event.type === 'resync') return
    for (const listener of listeners.get(event.type) ?? []) listener(event)
  }
  const onReply = (reply: ReplyFrame): void => {
    const call = sent.get(reply.id)
    if (!call) return
    sent.delete(reply.id)
    if (reply.ok) call.resolve(reply.value)
    else call.reject(new LinkError(reply.error))
  }
  const onFrame = (frame: Frame): void => {
    // A refusal proves nothing: a core that refuses everything should be asked ever more slowly.
    if ('event' in frame || ('ok' in frame && frame.ok)) connection.proven()
    if ('event' in frame) onEvent((frame as EventFrame).event)
    else if ('ok' in frame) onReply(frame)
  }

  const connection = keepConnected(
    connect,
    { ...defaults, ...options },
    {
      up(next) {
        duplex = next
        next.onFrame(onFrame)
        // Before the calls that waited: what they load must not be older than the events.
        subscriber.resume()
        const calls = [...waiting.values()]
        waiting.clear()
        for (const call of calls) transmit(call)
      },
      down() {
        duplex = null
        rejectAll(sent, lostCall())
      },
      state() {
        if (connection.state === 'offline') rejectAll(waiting, connection.lastError ?? notConnected())
        for (const listener of stateListeners) listener()
      },
    },
  )

  return {
    call: (method, input, { signal } = {}) => start(method, input, signal) as Promise<never>,
    on(type, listener) {
      const set = listeners.get(type) ?? new Set()
      listeners.set(type, set)
      // The map's key and the event's type are the same word, which is all that the cast claims.
      const entry = listener as (event: AppEvent) => void
      set.add(entry)
      return () => void set.delete(entry)
    },
    subscribe: wanted => subscriber.want(wanted),
    onResync: listener => subscriber.onResync(listener),
    link: {
      get: () => connection.state,
      subscribe(listener) {
        stateListeners.add(listener)
        return () => void stateListeners.delete(listener)
      },
    },
    get lastError() {
      return connection.lastError
    },
    close() {
      connection.close()
      rejectAll(waiting, notConnected())
    },
  }
}
