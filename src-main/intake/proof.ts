import { proofOf } from '#domain/signature/proof.ts'
import type { Proof } from '#domain/signature/proof-shape.ts'
import { providerById } from '#providers/index.ts'
import { type ReviewInput, viewOf } from './review.ts'

/** What was signed in a stored Request, for the proof that the window shows; null where its provider has no such scheme. */
export function proveAgain({ provider, scheme, request }: { provider: string; scheme: string; request: ReviewInput }): Proof | null {
  const known = providerById(provider)
  return known === null ? null : proofOf(known, scheme, viewOf(request))
}
