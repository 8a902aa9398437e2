/** A piece of what is signed, in order. */
export interface SignedPart {
  /** What it is in the scheme's own words: `body`, `timestamp`, `header:x`; empty for text that stands between. */
  readonly name: string
  /** Its beginning, credentials masked. */
  readonly text: string
  readonly bytes: number
  readonly cut: boolean
}

/** How a Request's signature is checked, for a person to follow. Holds neither the secret nor the expected signature. */
export interface Proof {
  readonly provider: string
  readonly scheme: string
  readonly algorithm: string
  /** Where the signature stands, and what stands there. Null where the secret itself is presented. */
  readonly signature: { readonly at: string; readonly values: readonly string[] | null }
  /** `value` as it was written; `time` what that means, ms since epoch. Both null where it cannot be read. */
  readonly timestamp: {
    readonly at: string
    readonly value: string | null
    readonly time: number | null
    readonly toleranceSeconds: number | null
  } | null
  /** In order; empty where nothing is computed because the secret itself is presented. */
  readonly parts: readonly SignedPart[]
  /** A sentence when the parts cannot be put together. */
  readonly missing: string | null
  /** Of a batch that is signed item by item this is the first one. */
  readonly items: number | null
}
