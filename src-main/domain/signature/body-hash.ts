import { createHash, timingSafeEqual } from 'node:crypto'
import { type Placed, placeSubject, textsAt } from '../place.ts'
import { decodeCanonical } from './encoding.ts'
import type { BodyHash } from './scheme.ts'
import { claimText, type Token } from './token.ts'

/** The hash that stands in for the body, as it was sent; or half a sentence on what is wrong, with the name of its place. */
export function readBodyHash(
  { at, encoding }: BodyHash,
  request: Placed,
  token: Token | null,
): Buffer | { readonly missing: string } | { readonly malformed: string } {
  const name = at.in === 'claim' ? `The token’s ${at.name}` : placeSubject(at)
  const texts = at.in === 'claim' ? [token && claimText(token, at.name)].filter(text => typeof text === 'string') : textsAt(request, at)
  const [text] = texts
  if (text === undefined) return { missing: name }
  const bytes = texts.length === 1 ? decodeCanonical(text, encoding) : null
  return bytes?.length === 32 ? bytes : { malformed: name }
}

/** Whether the hash is that of the body. */
export function isHashOf(hash: Buffer, body: Uint8Array): boolean {
  return timingSafeEqual(hash, createHash('sha256').update(body).digest())
}
