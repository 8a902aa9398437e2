import type { Place } from '../place.ts'
import type { SecretRole } from '../secret.ts'

/**
 * How a provider signs, as data. The same definition verifies and signs; nothing about a provider is code.
 */
export interface Scheme {
  /** Unique within its provider; the public name is `provider/id`. */
  readonly id: string
  /** For the picker: `HMAC-SHA256 (X-Hub-Signature-256)`. */
  readonly name: string
  readonly algorithm: Algorithm
  /** The secret that verifies, and signs too unless `signingKey` says otherwise. */
  readonly key: KeyFormat
  /** The secret that signs, where it is not the one that verifies. */
  readonly signingKey?: KeyFormat
  readonly signature: SignatureFormat
  readonly timestamp?: TimestampFormat
  /** Where the message id sits that `{id}` stands for. */
  readonly messageId?: Place
  /**
   * What is signed: literal text and `{body} {timestamp} {id} {url} {method} {path} {target} {secret} {header:name} {body:path}`.
   * A trailing `?` (`{body:amount.value?}`) makes an absent value empty instead of an error. Unused by `token` and `basic`.
   */
  readonly content: string
  /** Kept for old senders only, and listed last: it counts when no other scheme's signature is present, so nobody is talked down to it. */
  readonly legacy?: true
}

export type Algorithm =
  | 'hmac-sha1'
  | 'hmac-sha256'
  | 'hmac-sha384'
  | 'hmac-sha512'
  /** Plain hash; the content names the `{secret}` itself. */
  | 'sha256'
  | 'ed25519'
  /** ECDSA over P-256 and SHA-256, signature in DER. */
  | 'ecdsa-p256'
  | 'rsa-sha1'
  | 'rsa-sha256'
  | 'rsa-sha512'
  /** The secret itself is sent. */
  | 'token'
  /** The secret `user:password` is sent as HTTP basic credentials. */
  | 'basic'

export type Encoding = 'hex' | 'base64' | 'base64url'

export interface KeyFormat {
  /** Role of the Source's secret that holds this key. */
  readonly role: SecretRole
  /** How the secret's text becomes key bytes. */
  readonly decode: 'utf8' | 'hex' | 'base64'
  /** Taken off the text before decoding; a text without it is decoded as it is. */
  readonly strip?: string
  /** What a real one begins with; newly made ones begin so too. */
  readonly startsWith?: string
  /** For the form: "Starts with whsec_ ..". */
  readonly hint: string
}

/**
 * How the signature is written. `sha256=<hex>` is `assign '='`, `field 'sha256'`; `t=1,v1=<hex>` adds `separator ','`;
 * `v1,<b64> v1,<b64>` is `separator ' '`, `assign ','`. Without `assign` an item is the signature itself.
 */
export interface SignatureFormat {
  readonly place: Place
  readonly separator?: string
  readonly assign?: string
  readonly field?: string
  /** Taken off in front of the whole value: `Bearer `. */
  readonly prefix?: string
  readonly encoding: Encoding
}

export interface TimestampFormat {
  /** A place of its own, or a field beside the signature (`t` in `t=..,v1=..`). */
  readonly at: Place | { readonly in: 'signature'; readonly field: string }
  readonly unit: 's' | 'ms' | 'iso'
  /** Seconds by which it may differ from the arrival, either way; null = not checked. */
  readonly toleranceSeconds: number | null
}
