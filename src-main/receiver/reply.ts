import type { ReplyPlan } from '#domain/capture.ts'
import type { Exchange } from '#http1/server/exchange.ts'

/** Sends a planned reply. */
export function sendReply(exchange: Exchange, { status, headers, body, bodyBase64 }: ReplyPlan): void {
  exchange.answer(status, headers, bodyBase64 === undefined ? body : Buffer.from(bodyBase64, 'base64'))
}

/** Not stored and not decided: there was no room even to look at it. */
export function sendOverloaded(exchange: Exchange): void {
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Retry-After', '5']
  exchange.answer(503, headers, 'This receiver is at its limit; send this webhook again.\n')
}
