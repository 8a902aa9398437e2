import { createHash } from 'node:crypto'
import type { Arrival, Judgement, ReplyPlan } from '#domain/capture.ts'
import type { ReplyMode } from '#domain/config.ts'
import type { Provider } from '#domain/provider.ts'

type Fault = Extract<ReplyMode, { mode: 'fault' }>

const TEXT = ['Content-Type', 'text/plain; charset=utf-8']
/** How long a provider that says nothing waits at the most, ms: a timeout on purpose must outlast it. (modes.ts has the shortest.) */
const LONGEST_PATIENCE = 30_000
/** Beyond the end of the provider's patience, ms. */
const LONGER = 1000

/** What a Source that misbehaves on purpose does with a Request. */
export function faultReply({ fault, delayMs }: Fault, provider: Provider | null): ReplyPlan {
  const long = delayMs ?? (provider?.timeoutMs ?? LONGEST_PATIENCE) + LONGER
  switch (fault) {
    case 'fail':
      return { status: 500, headers: TEXT, body: 'This receiver fails on purpose, to test your retries.\n', delayMs: 0, fault }
    case 'timeout':
      return { status: 504, headers: TEXT, body: 'This receiver took its time on purpose.\n', delayMs: long, fault }
    case 'reset':
      return { status: 0, headers: [], body: '', delayMs: 0, fault }
    case 'drip':
      return { status: 200, headers: TEXT, body: 'This reply arrives byte by byte, on purpose.\n', delayMs: long, fault }
    case 'bad-length':
      return { status: 200, headers: TEXT, body: 'This reply claims to be longer than it is, on purpose.\n', delayMs: 0, fault }
  }
}

/** What a Request's failures are counted by: its Event, or without one its very bytes, for a retry brings the same. */
export function faultKey(capture: Arrival, assessment: Judgement): string {
  return assessment.eventKeys[0] ?? assessment.fingerprint ?? `body~${createHash('sha256').update(capture.body).digest('base64url')}`
}
