import { type HeaderPair, withHeaders, withoutHeaders } from '#domain/http/headers.ts'
import type { Draft } from '#domain/signature/sign.ts'
import type { Kit } from '../kit.ts'
import { Unfit } from '../scenario.ts'
import { signatureHeader } from '../signing.ts'

function headerOf(kit: Kit, draft: Draft): HeaderPair {
  const scheme = kit.target.signing?.scheme
  const header = scheme && signatureHeader(scheme, draft)
  if (!header) throw new Unfit('The signature is not in a header.')
  return header
}

/** The draft with its signature header as `write` makes it of the right one. @throws Unfit where there is no such header */
export function rewritten(kit: Kit, draft: Draft, write: (value: string) => string): Draft {
  const [name, value] = headerOf(kit, draft)
  return { ...draft, headers: withHeaders(draft.headers, [[name, write(value)]]) }
}

/** The header twice, in this order. @throws Unfit where there is no such header */
export function doubled(kit: Kit, draft: Draft, values: (right: string) => readonly [string, string]): Draft {
  const [name, value] = headerOf(kit, draft)
  const [first, second] = values(value)
  const rest = withoutHeaders(draft.headers, new Set([name.toLowerCase()]))
  return { ...draft, headers: [...rest, name, first, name, second] }
}
