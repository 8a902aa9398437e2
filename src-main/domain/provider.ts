import type { HeaderPair } from './http/headers.ts'
import type { Place } from './place.ts'
import type { SecretRole } from './secret.ts'
import type { Encoding, Scheme } from './signature/scheme.ts'

/** All that is particular about a provider, as data. See providers/README.md for how one is added. */
export interface Provider {
  /** Vendor's name in kebab-case. */
  readonly id: string
  readonly name: string
  /** Other names that people look for it by: of its products, its owner, its past. */
  readonly aliases?: readonly string[]
  /** What the facts were checked against; `custom` = a person has described it. */
  readonly evidence: 'sdk' | 'docs' | 'secondary' | 'custom'
  /** Preferred first. Empty: the provider signs nothing. */
  readonly schemes: readonly Scheme[]
  /** Ids of the Events that a Request carries: the first rule that yields any is used. */
  readonly eventKeys: readonly ValueRule[]
  /** Type of the (first) Event: the first rule that yields one is used. */
  readonly eventType: readonly ValueRule[]
  /** Name of the form field that holds JSON, for providers that may post `payload={..}`. */
  readonly formPayload?: string
  /** What the body is where its Content-Type says nothing of the kind. */
  readonly bodyIs?: 'json'
  readonly detect: readonly DetectRule[]
  /** What else tells the provider, in its query or body, for requests whose headers do not. */
  readonly hints?: readonly Hint[]
  readonly handshakes: readonly Handshake[]
  /** Places, beside the ones that are always masked, that hold credentials. Body: names of JSON members or form fields. */
  readonly credentials: { readonly headers: readonly string[]; readonly query: readonly string[]; readonly body: readonly string[] }
  /** How the provider wants to be answered where the general rule would not do. */
  readonly reply?: Partial<Record<ReplyCase, ReplyWish>>
  /** How long it waits for an answer, ms; null where it says nothing. */
  readonly timeoutMs: number | null
  /** A sentence about its retries. */
  readonly retries: string
  /** Where it says how often it has tried: `first` is what the first delivery says (a count of retries begins at 0, one of attempts at 1). */
  readonly retryCount?: { readonly place: Place; readonly first: 0 | 1; readonly reason?: Place }
  readonly setup: {
    /** Page where webhooks are set up, or its documentation. */
    readonly url: string | null
    /** Deep link to the dashboard page where one does so, where `url` is its documentation. Only where it is certain. */
    readonly page?: string
    /** Where to paste our URL. */
    readonly paste: string
    /** Where to find the secret. */
    readonly secret: string
  }
  readonly secretCheck?: readonly SecretRule[]
}

export type ReplyCase = 'verified' | 'duplicate' | 'failed' | 'unparseable'
export interface ReplyWish {
  readonly status: number
  readonly contentType?: string
  readonly body?: string
}

/**
 * How a value is made from a Request: the texts of the parts, joined. With `each` (a body path that ends in `[]`) one value for each
 * item of the batch, and body paths start at the item. A value with a part missing is no value, unless the part is `optional`.
 */
export interface ValueRule {
  readonly parts: readonly (Place & { readonly optional?: true })[]
  readonly join?: string
  readonly each?: string
}

/** A header that tells the provider. `weight`: 0 to 1, how sure it makes us; weights of several rules add up as odds do. */
export interface DetectRule {
  readonly header: string
  readonly startsWith?: string
  readonly weight: number
}

/** A value that tells the provider; without `equals` it need only be there. `weight` as for headers. */
export interface Hint {
  readonly place: Extract<Place, { in: 'query' | 'body' }>
  readonly equals?: string
  readonly weight: number
}

/** A wrong secret that people paste, told by its beginning, and what to say about it. */
export interface SecretRule {
  readonly startsWith: string
  readonly message: string
}

/**
 * A provider's proof-of-ownership exchange. It answers when `method` and all conditions of `when` hold and the `challenge` matches
 * its pattern; `answer` is a template over `{challenge}` and `{mac}`.
 */
export interface Handshake {
  readonly name: string
  readonly method: string
  readonly when: readonly { readonly place: Place; readonly equals?: string }[]
  readonly challenge?: { readonly place: Place; readonly pattern: string }
  /**
   * What lets it answer. `echo`: nothing, for no key of ours is in the answer (the Inbox may too); with `signed` the provider signs
   * the exchange itself, so a Source that has a secret refuses a forged one. `verified`: the Request must verify.
   * `token`: the challenge must be a short opaque token, so that no content of value can be passed off as one.
   */
  readonly trust: { readonly by: 'echo'; readonly signed?: true } | { readonly by: 'verified' } | { readonly by: 'token' }
  /** A value that must equal the Source's secret of that role, e.g. Meta's `hub.verify_token`. */
  readonly verifyToken?: { readonly place: Place; readonly role: SecretRole }
  /** Computed over the challenge. `plain`: a hash and no HMAC, over a template of `{challenge} {secret} {url}` (eBay). */
  readonly mac?: { readonly hash: 'sha1' | 'sha256'; readonly role: SecretRole; readonly encoding: Encoding; readonly plain?: string }
  /** The challenge is a secret that the Source is to keep in that role: Asana and Notion hand theirs over so. */
  readonly learn?: SecretRole
  /** A URL in the Request that must be visited to confirm. The user is asked first, and only URLs of this pattern are offered. */
  readonly confirm?: { readonly place: Place; readonly pattern: string }
  readonly answer: {
    readonly status: number
    readonly text?: string
    readonly json?: Readonly<Record<string, string | number>>
    readonly headers?: readonly HeaderPair[]
  }
  /** Status when it is refused; where the provider says nothing 403, or 400 for a signature that is wrong. */
  readonly refuseStatus?: number
}
