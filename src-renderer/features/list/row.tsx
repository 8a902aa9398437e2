// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (aria-activedescendant); cells take none.
import type { RequestRow } from '#contract/requests.ts'
import type { ColumnId } from '../../state/look.ts'
import { listText } from '../../strings/list.ts'
import { cx } from '../../ui/cx.ts'
import { Cells } from './cells.tsx'
import type { Room } from './columns.ts'

/** Header and rows alike; the columns themselves are a variable that the grid sets. */
export const rowClass = 'grid grid-cols-[var(--columns)] items-center gap-x-2 px-3'

export interface RowProps {
  row: RequestRow
  index: number
  top: number
  height: number
  ids: readonly ColumnId[]
  room: Room
  selected: boolean
  /** The one of several that the detail shows. */
  lead: boolean
  source: string
}

/** One Request. Its place changes with every row that comes in above it, what it shows hardly ever: so two components. */
export function Row({ row, index, top, height, ids, room, selected, lead, source }: RowProps) {
  return (
    <div
      role="row"
      id={rowId(row.id)}
      data-request={row.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)`, height }}
      className={cx(
        rowClass,
        'absolute inset-x-0 top-0 contain-content border-line/60 border-b',
        selected ? 'bg-selected shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
        lead && 'outline outline-accent -outline-offset-1',
      )}
    >
      {row.label ? <Label label={row.label} /> : null}
      <Cells ids={ids} row={row} source={source} room={room} typed={ids.includes('type')} />
    </div>
  )
}

/** A stripe at the row's edge, with a word for those who do not see it. Drawn inside the first column: a row holds cells only. */
function Label({ label }: { label: NonNullable<RequestRow['label']> }) {
  const words = listText.label
  return (
    <div role="gridcell" title={words.names[label]} data-label={label} className="label-stripe absolute inset-y-0 left-[3px] w-[3px]">
      <span className="sr-only">{words.marked(words.names[label])}</span>
    </div>
  )
}

/** A line between groups: a day, or a Source. */
export function Heading({ text, top, height }: { text: string; top: number; height: number }) {
  return (
    <div
      role="row"
      style={{ transform: `translateY(${top}px)`, height }}
      className="absolute inset-x-0 top-0 flex items-end border-line border-b bg-panel px-3 pb-1 font-medium text-ink-2 text-small"
    >
      <div role="gridcell">{text}</div>
    </div>
  )
}

export const rowId = (id: string): string => `row-${id}`
