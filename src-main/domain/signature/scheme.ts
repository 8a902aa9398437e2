import type { HeaderPair } from '../http/headers.ts'
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
  /** What the vendor signs tests of its own page with, the same for everybody: never taken, but known when a signature matches it. */
  readonly testSecret?: string
  /** The secret that signs, where it is not the one that verifies. */
  readonly signingKey?: KeyFormat
  readonly signature: SignatureFormat
  readonly timestamp?: TimestampFormat
  /** Where the message id sits that `{id}` stands for. */
  readonly messageId?: Place
  /**
   * What is signed: literal text and variables, of which content.ts has the list: `{timestamp}.{body}`, `{url}{form}`, `{body:id}`.
   * A trailing `?` (`{body:amount.value?}`) makes an absent value empty instead of an error. Unused by `token` and `basic`.
   */
  readonly content: string
  /** Which of the provider's requests it is for; on others it says nothing, as if its header were missing. */
  readonly when?: readonly Condition[]
  /** Path, ending in `[]` or below it, of the items of a batch that are signed one by one; body places start at the item. */
  readonly each?: string
  /** Ways in which the sender may have written `{url}`, tried in order; we sign the first. Without it: as received. */
  readonly urlForms?: readonly UrlForm[]
  /** `{url}` is the one registered at the provider: a secret of role `url`, where the Source has one, stands for it. */
  readonly registeredUrl?: true
  /** A SHA-256 of the body that lies in what is signed, in place of the body. */
  readonly bodyHash?: BodyHash
  /** The signature is a JSON Web Token: `content` is `{token}`, the algorithm is the one that its header must name. */
  readonly token?: TokenRules
  /** The key comes in a certificate that the request names; the secret is then what binds it to its owner (PayPal's webhook id). */
  readonly certificate?: CertificateRules
  /** Headers that belong to the signature and never change; added when we sign. */
  readonly sends?: readonly HeaderPair[]
  /** What the vendor's own SDK lets pass and we do not, unless asked to do as it does. */
  readonly vendorAccepts?: { readonly future?: true }
  /** A sentence: why nothing that we sign in its name would be accepted. */
  readonly unsignable?: string
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
  /** The same, signature as 64 bytes r and s (JWT's ES256). */
  | 'ecdsa-p256-raw'
  /** Over SHA-1, in DER. */
  | 'ecdsa-p256-sha1'
  | 'rsa-sha1'
  | 'rsa-sha256'
  | 'rsa-sha512'
  /** The secret itself is sent. */
  | 'token'
  /** The secret `user:password` is sent as HTTP basic credentials. */
  | 'basic'

/** Kinds of key pairs that the product makes for itself. */
export type KeyAlgorithm = 'ed25519' | 'ecdsa-p256' | 'rsa'

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
  /** The value is a JSON object in base64, and the signature a member of it. */
  readonly wrapped?: WrappedSignature
  readonly encoding: Encoding
  /** Of base64: written without the `=` at its end. */
  readonly unpadded?: true
}

export interface TimestampFormat {
  /** A place of its own, a field beside the signature (`t` in `t=..,v1=..`), or a claim of the token. */
  readonly at: Place | InSignature | InClaim
  readonly unit: 's' | 'ms' | 'iso'
  /** Seconds by which it may differ from the arrival, either way; null = not checked. */
  readonly toleranceSeconds: number | null
}

export interface WrappedSignature {
  /** Names of the members that hold the signature and the id of its key. */
  readonly signature: string
  readonly keyId: string
  /** Members that must have these values, and get them when we sign. */
  readonly members: Readonly<Record<string, string>>
}

/** A field beside the signature, in the same header. */
export interface InSignature {
  readonly in: 'signature'
  readonly field: string
}

/** A member of a JSON Web Token's claims. */
export interface InClaim {
  readonly in: 'claim'
  readonly name: string
}

export interface Condition {
  readonly place: Place
  /** Without it the place must merely hold something. */
  readonly equals?: string
}

/** `percent-decoded`: the punctuation of a query or path that some senders sign unescaped; `normalised`: as a browser writes it. */
export type UrlForm = 'as-received' | 'without-port' | 'with-port' | 'percent-decoded' | 'normalised'

export interface BodyHash {
  readonly at: Extract<Place, { in: 'query' | 'header' }> | InClaim
  readonly encoding: Encoding
}

/** `exp` and `nbf` are heeded wherever a token has them. */
export interface TokenRules {
  /** Claims that a token of ours has besides the ones that the scheme names. */
  readonly claims?: Readonly<Record<string, string>>
}

export interface CertificateRules {
  /** Where the request says at which URL the certificate is. */
  readonly url: Place
  /** Pattern of the whole URL. Never wider than hosts of the vendor's own: whoever may name any URL may sign anything. */
  readonly pattern: string
  /** For a sentence: "Amazon SNS". */
  readonly owner: string
  /** A signed value that must equal the secret, where the vendor signs for all its customers with the same key. */
  readonly belongsTo?: Place
}
