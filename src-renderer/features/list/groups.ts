import type { RequestRow } from '#contract/requests.ts'
import type { ListLook } from '../../state/look.ts'
import type { RowWindow } from '../../state/window.ts'
import { listText } from '../../strings/list.ts'

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })
const DAY = 86_400_000

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** `Today`, `Yesterday`, a weekday with its date, or a whole date. Both ms since epoch. */
export function dayName(at: number, now: number): string {
  // Rounded, since a day of a clock change is not 24 hours long.
  const ago = Math.round((dayOf(now) - dayOf(at)) / DAY)
  if (ago === 0) return listText.today
  if (ago === 1) return listText.yesterday
  return ago < 300 ? weekday.format(at) : full.format(at)
}

/**
 * The rows, by index, above which a group begins, with its name. Of pages that are not in memory nothing is known; they have no groups
 * until they are loaded again.
 */
export function groupsOf(
  window: RowWindow,
  grouping: ListLook['grouping'],
  sourceName: (row: RequestRow) => string,
  now: number,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  if (grouping !== 'day' && grouping !== 'source') return found
  const keyOf = (row: RequestRow) => (grouping === 'day' ? dayOf(row.receivedAt) : (row.sourceId ?? ''))
  let index = window.above
  let last: string | number | null = null
  for (const page of window.pages) {
    if (page.rows === null) last = null
    for (const [at, row] of page.rows?.entries() ?? []) {
      const key = keyOf(row)
      if (key !== last) found.set(index + at, grouping === 'day' ? dayName(row.receivedAt, now) : sourceName(row))
      last = key
    }
    index += page.length
  }
  return found
}
