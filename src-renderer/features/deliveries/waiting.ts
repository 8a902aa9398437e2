import type { Endpoint } from '#contract/endpoints.ts'
import { sendsFreely } from '#domain/delivery/sending.ts'
import { deliveriesText } from '../../strings/deliveries.ts'

/** After its time a Delivery is due for so long before it is said to wait, ms. */
export const LATE_MS = 1500

/** Whether an Endpoint sends nothing at this moment, or only little by little. */
export const isHeld = (endpoint: Endpoint | undefined): boolean => endpoint !== undefined && !sendsFreely(endpoint.sending.state)

/** Why a Delivery that is due is not sent, in a word or two and as a sentence; null when nothing keeps it back. */
export function whyWaiting(endpoint: Endpoint | undefined): readonly [string, string] | null {
  if (endpoint === undefined) return null
  const { sending, ordered, rateLimit } = endpoint
  const words = deliveriesText.detail
  if (isHeld(endpoint)) return [words.held, sending.reason ?? deliveriesText.sending[sending.state]]
  const limit = rateLimit === null ? null : words.limitedHint(rateLimit.perSecond)
  if (ordered) return [words.behind, limit === null ? words.behindHint : `${words.behindHint} ${limit}`]
  return limit === null ? null : [words.limited, limit]
}
