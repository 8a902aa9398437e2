import type { EventType } from '#contract/events.ts'
import type { Client, EventOf } from '../link/client.ts'

let current: Client | undefined

/** Names the connection to the core; main.tsx does it once, before anything renders. */
export function setClient(client: Client): void {
  current = client
}

/** The connection to the core. */
export function client(): Client {
  if (!current) throw new Error('setClient was not called')
  return current
}

/** Calls a method of the core. Rejects with an Error whose message is a sentence for a person. */
export const call: Client['call'] = (method, input, options) => client().call(method, input, options)

/** Listens to one kind of event of the core. Returns the function that stops. */
export function onAppEvent<T extends EventType>(type: T, listener: (event: EventOf<T>) => void): () => void {
  return client().on(type, listener)
}

/** Called when events were missed: load again what you show. Returns the function that stops. */
export function onResync(listener: () => void): () => void {
  return client().onResync(listener)
}
