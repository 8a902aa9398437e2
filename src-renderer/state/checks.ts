import type { CheckRow } from '#contract/checks.ts'
import type { EventOf } from '#contract/events.ts'

/** What is told of a check while it runs. */
export type CheckNews = EventOf<'check.changed'>

const listeners = new Set<(news: CheckNews) => void>()

/** Called when a check has begun a scenario, ended one, or ended altogether. Returns the function that stops. */
export function onCheckNews(listener: (news: CheckNews) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** News of the core. Nothing of checks is kept here: who shows one asks for it, and listens while it does. */
export function checkChanged(news: CheckNews): void {
  for (const listener of listeners) listener(news)
}

export const isRunning = ({ state }: Pick<CheckRow, 'state'>): boolean => state === 'running'
