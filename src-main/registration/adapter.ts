import type { Answer, Call, Problem } from './call.ts'

/** Where and what to register: what every call of an adapter is made from. */
export interface Order {
  /** Root of the API. */
  readonly base: string
  readonly token: string
  /** Id of one of the adapter's `targets`. */
  readonly kind: string
  /** Repository, organisation, shop, team .. as the provider names it. */
  readonly target: string
  /** Our public URL, as the provider shall call it. */
  readonly url: string
  readonly events: readonly string[]
  /** What the provider signs with, where it is made here; else null. */
  readonly secret: string | null
  /** Marks a hook as made by this very registration, where the provider lets one. */
  readonly marker: string
}

/** A hook as the provider lists it. */
export interface Hook {
  readonly remoteId: string
  readonly url: string
  /** Which part of the registration it would be; '' where a registration is one hook. */
  readonly part: string
  /** The text in which our marker would be; null where the provider has no room for one. */
  readonly marker: string | null
  /** ms since epoch. */
  readonly createdAt: number | null
}
export interface Page<T> {
  readonly items: readonly T[]
  /** For the next call; null at the end. */
  readonly next: string | null
}

/** What the provider could not deliver. `keys`: event keys as intake would read them. */
export interface Missed {
  readonly id: string
  readonly keys: readonly string[]
  /** ms since epoch; null where it is not told. */
  readonly occurredAt: number | null
  /** What would have been sent, where it is fetched and not sent again. */
  readonly body?: string
}
export interface Window {
  /** ms since epoch. */
  readonly since: number
  readonly until: number
}

/** How what was missed is had. */
export type Backfill =
  /** `redeliver`: the provider sends each again, with its real bytes and signature. `fetch`: its API tells what it would have sent. */
  | {
      readonly how: 'redeliver' | 'fetch'
      readonly note: string
      /** How far back the provider remembers, ms. */
      readonly reachMs: number
      readonly missed: (order: Order, remoteId: string, window: Window, cursor: string | null) => Call
      readonly read: (answer: Answer, order: Order, window: Window) => Page<Missed>
      readonly again: ((order: Order, remoteId: string, id: string) => Call) | null
    }
  /** One call makes the provider send all of it again. */
  | {
      readonly how: 'recover'
      readonly note: string
      readonly reachMs: number
      readonly recover: (order: Order, remoteId: string, window: Window) => Call
    }
  /** It keeps trying by itself; one can only look how much waits. */
  | { readonly how: 'waits'; readonly note: string; readonly look: (order: Order) => Call; readonly waiting: (answer: Answer) => number }
  | { readonly how: 'none'; readonly note: string }

export interface TargetKind {
  readonly kind: string
  readonly label: string
  readonly hint: string
  readonly placeholder: string
  /** What a target must look like; the whole text. */
  readonly pattern: RegExp
  /** Names what the token may see, to choose from; absent: it must be typed. */
  readonly choices?: {
    readonly call: (base: string, token: string, cursor: string | null) => Call
    readonly read: (answer: Answer) => Page<Choice>
  }
}
export interface Choice {
  readonly target: string
  readonly label: string
}

export interface Writes {
  readonly create: (order: Order, part: string) => Call
  /** Null: the answer names no hook. */
  readonly created: (answer: Answer) => { readonly remoteId: string; readonly secret: string | null } | null
  readonly update: (order: Order, remoteId: string, part: string) => Call
  readonly remove: (order: Order, remoteId: string) => Call
}

/**
 * What is particular about one provider's API: request builders and response readers, nothing that waits or sends. The engine runs them.
 * A builder's URL is under `base` and under nothing else.
 */
export interface Adapter {
  readonly id: string
  readonly name: string
  /** Providers of Sources that it serves. */
  readonly serves: readonly string[]
  /** Where the facts are from. */
  readonly docs: string
  readonly base: {
    /** Its usual root; `{target}` stands for the target. */
    readonly usual: string
    /** A person's own server, asked for with these words; null where there is only the vendor's. */
    readonly own: { readonly label: string; readonly hint: string; readonly placeholder: string; readonly path: string } | null
  }
  readonly token: { readonly label: string; readonly hint: string; readonly url: string; readonly scopes: string }
  readonly targets: readonly TargetKind[]
  readonly events: { readonly options: readonly string[]; readonly usual: readonly string[]; readonly hint: string }
  /** Who makes the signing secret. `of-the-app`: it is known beforehand and the person puts it into the Source. */
  readonly secret: 'made-here' | 'comes-back' | 'of-the-app'
  /** What one should know before; sentences. */
  readonly notes: readonly string[]
  /** There is room for one hook only: whatever is there stands in the way, and its id is the same whoever made it. */
  readonly single?: true
  /** Names of the hooks that make up one registration; `['']` for one. */
  readonly parts: (order: Order) => readonly string[]
  readonly list: (order: Order, cursor: string | null) => Call
  readonly listed: (answer: Answer, order: Order) => Page<Hook>
  /** Null: hooks are not made here, only taken note of; `target` names the hook. */
  readonly writes: Writes | null
  /** Asks for the secret of a hook that is there; null where it is told only once. */
  readonly secretOf: { readonly call: (order: Order, remoteId: string) => Call; readonly read: (answer: Answer) => string | null } | null
  /** What is wrong with an answer; null when it did what it should. */
  readonly explain: (answer: Answer, order: Pick<Order, 'kind' | 'target' | 'url'>) => Problem | null
  readonly backfill: Backfill
}
