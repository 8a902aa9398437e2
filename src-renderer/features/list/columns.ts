import type { ColumnId, ListLook } from '../../state/look.ts'
import { columnIds } from '../../state/look.ts'

/** How much room the list has: beside a wide detail it is narrow on any screen, so it is its own width that counts and not the window's. */
export type Room = 'narrow' | 'medium' | 'wide'

interface Column {
  /** Usual width, px. */
  readonly width: number
  readonly min: number
  /** The least room in which it has a place; what has none is in the detail, and in the row's spoken text. */
  readonly from: Room
}

/** Path is not here: it takes what is left. */
export const columns: Readonly<Record<Exclude<ColumnId, 'path'>, Column>> = {
  reply: { width: 44, min: 38, from: 'narrow' },
  method: { width: 52, min: 36, from: 'narrow' },
  type: { width: 150, min: 60, from: 'medium' },
  source: { width: 120, min: 60, from: 'medium' },
  provider: { width: 90, min: 50, from: 'medium' },
  size: { width: 64, min: 48, from: 'medium' },
  verdict: { width: 136, min: 56, from: 'narrow' },
  delivery: { width: 100, min: 16, from: 'narrow' },
  time: { width: 58, min: 38, from: 'narrow' },
}

const rank: Readonly<Record<Room, number>> = { narrow: 0, medium: 1, wide: 2 }

/** Room for a width of the list in px. */
export const roomOf = (width: number): Room => (width < 576 ? 'narrow' : width < 800 ? 'medium' : 'wide')

/** The columns that are shown, in order. */
export function shownColumns(look: ListLook, room: Room): ColumnId[] {
  return columnIds.filter(id => id === 'path' || (!look.hidden.includes(id) && rank[columns[id].from] <= rank[room]))
}

/** Width of a column in px. In less than wide room, words shrink to their marks unless a person has said otherwise. */
export function widthOf(id: Exclude<ColumnId, 'path'>, look: ListLook, room: Room): number {
  const own = look.widths[id]
  if (id === 'delivery' && room !== 'wide') return 12
  const usual = tight[room][id] ?? columns[id].width
  return Math.max(own ?? usual, columns[id].min)
}

/** Where the path, and the event type beside it, need the pixels more than the usual widths do. */
const tight: Readonly<Record<Room, Readonly<Partial<Record<ColumnId, number>>>>> = {
  narrow: { reply: 40, method: 42, time: 40 },
  medium: { source: 104, verdict: 128, time: 50 },
  wide: {},
}

/** The value of grid-template-columns for header and rows alike. */
export function template(look: ListLook, room: Room): string {
  return shownColumns(look, room)
    .map(id => {
      if (id === 'path') return 'minmax(0, 1fr)'
      // Its marks alone, as wide as they are: rows without any leave the room to the path.
      return id === 'verdict' && room === 'narrow' ? 'auto' : `${widthOf(id, look, room)}px`
    })
    .join(' ')
}

/** Row heights in px. */
export const rowHeights: Readonly<Record<ListLook['density'], number>> = { compact: 26, normal: 32, roomy: 40 }
