import { firstIdAt } from '#domain/ids.ts'
import type { DeliveryState } from '#domain/request.ts'

/** Which Deliveries: all that is named holds, null = any. Times are those of their making, ms since epoch, `until` excluded. */
export interface DeliverySelection {
  readonly state: DeliveryState | null
  readonly endpointId: number | null
  readonly reason: string | null
  readonly since: number | null
  readonly until: number | null
  /** Last changed at this time or later. */
  readonly changedSince?: number
}

/** An id is minted by the writer, a moment after the time at which its row was asked for. */
const MINTED_WITHIN_MS = 60_000

/** Conditions on `deliveries d`. Ids grow with time, so a span of time is about a span of ids and needs no index of its own. */
export function selectionTerms({
  state,
  endpointId,
  reason,
  since,
  until,
  changedSince,
}: DeliverySelection): [sql: string, value: unknown][] {
  const terms: [string, unknown][] = []
  if (state !== null) terms.push([`${stateTerm(state, endpointId)} AND ?`, 1])
  if (endpointId !== null) terms.push(['d.endpoint_id = ?', endpointId])
  if (reason !== null) terms.push(['d.reason = ?', reason])
  if (since !== null) terms.push(['d.id >= ?', firstIdAt(since)], ['d.created_at >= ?', since])
  if (until !== null) terms.push(['d.id < ?', firstIdAt(until + MINTED_WITHIN_MS)], ['d.created_at < ?', until])
  if (changedSince !== undefined) terms.push(['d.updated_at >= ?', changedSince])
  return terms
}

/**
 * The state as a literal: only then does SQLite use that state's partial index. Where that would not give the order of ids, the `+`
 * keeps SQLite off it: sorting a million pending rows for a page of a hundred takes seconds, walking them by id does not.
 */
function stateTerm(state: DeliveryState, endpointId: number | null): string {
  const ordered = state === 'failed' || (endpointId === null && state === 'delivering')
  return `${ordered ? '' : '+'}d.state = '${state}'`
}
