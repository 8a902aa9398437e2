import type { ReplyPlan } from '#domain/capture.ts'
import { headerPairs, headerValue } from '#domain/http/headers.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders } from '#domain/redact.ts'
import { bodyCredentials, maskText } from '#domain/redact-body.ts'
import { keptReply } from '#store/extras.ts'

/** What of a body whoever shows it has to mask, in the contract's shape. */
export function shownCredentials(...providers: readonly (Provider | null)[]): { names: string[]; formPayload: string | null } {
  const { names, formPayload } = bodyCredentials(...providers)
  return { names: [...names], formPayload }
}

/**
 * Our answer with credentials masked: that of an app behind a pass-through may repeat what it was sent. Where a template of the owner's
 * repeats it, the place of it was known only when it was filled in: see custom-reply.ts.
 */
export function maskedReply(provider: Provider | null, reply: ReplyPlan): ReplyPlan {
  const kept = keptReply(reply)
  const { headers, body } = kept
  return { ...kept, headers: maskHeaders(provider, headers), body: maskText(provider, headerValue(headers, 'content-type'), body) }
}

/** The same in the contract's shape. */
export function shownReply(provider: Provider | null, reply: ReplyPlan) {
  const { status, headers, body, fault, relayed } = maskedReply(provider, reply)
  return {
    status,
    headers: headerPairs(headers).map(([name, value]): [string, string] => [name, value]),
    body,
    ...(fault ? { fault } : {}),
    ...(relayed ? { relayed } : {}),
  }
}
