import type { RequestDetail } from '#contract/requests.ts'
import { eventsText as t } from '../../strings/events.ts'
import { Badge } from '../../ui/badge.tsx'

/** What the provider's own counter says about a Request: which retry it is, and why it tries again. */
export function RetryFact({ request: { retry } }: { request: RequestDetail }) {
  if (!retry || retry.count < 1) return null
  return <Badge tone="accent">{retry.reason === null ? t.retry(retry.count) : t.retryBecause(retry.count, retry.reason)}</Badge>
}
