import { eventOf } from '#domain/events.ts'
import type { RequestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import { viewFor } from '#domain/provider-view.ts'
import type { Verification } from '#domain/request.ts'
import { compile, presentsSecret } from '#domain/signature/compile.ts'
import { type ContentSource, contentOf } from '#domain/signature/content.ts'
import { contentSource } from '#domain/signature/match.ts'
import { type Reading, readSignature } from '#domain/signature/read.ts'
import type { IntakeLookup } from './config.ts'
import { type ReviewInput, review, viewOf } from './review.ts'

/** A stored Request, and the provider as it is being described. */
export type TrialInput = ReviewInput & { readonly draft: Provider }

/** What a description makes of a Request: for the form beside which it is shown while somebody types. */
export interface Trial {
  readonly verification: Verification
  /** What was read from the signature's places. */
  readonly read: {
    readonly signatures: number
    /** A sentence: why there is nothing to verify, whatever the secret. */
    readonly problem: string | null
    readonly timestamp: string | null
    readonly time: number | null
    readonly id: string | null
  }
  /** What the template stands for; null where nothing is computed. The secret is never in it. */
  readonly produced: { readonly text: string; readonly bytes: number; readonly cut: boolean; readonly missing: string | null } | null
  readonly eventIds: readonly string[]
  readonly eventType: string | null
}

/** Bytes of the signed content that are shown. */
const SHOWN = 4096
const HIDDEN = '••••••••'

export function trial(input: TrialInput, lookup: IntakeLookup): Trial {
  const { verification } = review(input, lookup)
  const view = viewFor(input.draft, viewOf(input))
  const scheme = input.draft.schemes[0]
  const compiled = scheme && compile(scheme)
  const reading = compiled ? readSignature(compiled, view) : null
  const event = eventOf(input.draft, view)
  return {
    verification,
    read: {
      signatures: reading?.ok ? reading.candidates.length : 0,
      problem: reading && !reading.ok ? reading.explanation : null,
      timestamp: reading?.ok ? reading.timestamp : null,
      time: reading?.ok ? reading.time : null,
      id: reading?.ok ? reading.id : null,
    },
    produced: compiled && !presentsSecret(compiled.scheme) ? produce(contentOf(compiled.template, sourceOf(reading, view), HIDDEN)) : null,
    eventIds: event.keys,
    eventType: event.type,
  }
}

/** What can be read without a signature is shown anyway: a signature looked for in the wrong place may be what is being fixed. */
function sourceOf(reading: Reading | null, view: RequestView): ContentSource {
  if (reading?.ok) return contentSource(reading, view)
  const { method, url, target, headers, body } = view
  return { method, url, target, headers, body, parsed: () => view.parsed(), timestamp: null, id: null, token: null }
}

function produce(content: ReturnType<typeof contentOf>): NonNullable<Trial['produced']> {
  if (!content.ok) return { text: '', bytes: 0, cut: false, missing: content.missing }
  const all = Buffer.concat(content.pieces)
  return { text: all.subarray(0, SHOWN).toString('utf8'), bytes: all.byteLength, cut: all.byteLength > SHOWN, missing: null }
}
