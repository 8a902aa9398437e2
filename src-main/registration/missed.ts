import type { Missed } from './adapter.ts'

/** One try of a provider's to deliver, as its log has it. Tries of one webhook share their keys. */
export interface Try extends Missed {
  /** The status that it was answered with; 0 or NaN: none. */
  readonly status: number
}

/** Answers of ours: whoever sent that was heard and turned down. */
const turnedDown = new Set([400, 401, 403, 413, 422])

/**
 * What is to be asked for again: a webhook of which no try was answered by us, once, however often it was tried. No answer, 404 (a tunnel
 * that is off answers so), 408, 429, redirects and 5xx mean that nobody of ours was there.
 */
export function missedOf(tries: readonly Try[]): Missed[] {
  const done = new Set(tries.filter(({ status }) => status >= 200 && status <= 299).flatMap(({ keys }) => keys))
  return tries.flatMap(({ id, keys, occurredAt, status }) => {
    if ((status >= 200 && status <= 299) || turnedDown.has(status) || keys.some(key => done.has(key))) return []
    for (const key of keys) done.add(key)
    return [{ id, keys, occurredAt }]
  })
}
