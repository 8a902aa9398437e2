import type { CheckRow } from '#contract/checks.ts'
import type { EventPayload } from '#contract/events.ts'

/** What is told of a check while it runs. */
export type CheckNews = EventPayload<'check.changed'>

const listeners = new Set<(news: CheckNews) => void>()

/** Called when a scenario of a check begins or has ended. Returns the function that stops. That it has ended altogether, its job tells. */
export function onCheckNews(listener: (news: CheckNews) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What has begun, by check; for who comes to look in the middle, since the core tells it only once. */
const begun = new Map<string, Set<string>>()
const MOST = 20

export const begunOf = (id: string): ReadonlySet<string> => new Set(begun.get(id))

/** News of the core. Nothing else of checks is kept here: who shows one asks for it, and listens while it does. */
export function checkChanged(news: CheckNews): void {
  const { check, started } = news
  if (started !== undefined) begun.set(check.id, (begun.get(check.id) ?? new Set()).add(started))
  const [oldest] = begun.keys()
  if (begun.size > MOST && oldest !== undefined) begun.delete(oldest)
  for (const listener of listeners) listener(news)
}

export const isRunning = ({ state }: Pick<CheckRow, 'state'>): boolean => state === 'running'
