// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (aria-activedescendant); cells take none.
import { memo } from 'react'
import type { DeliveryRow } from '#contract/deliveries.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { StatusDot } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { deliveryLooks } from '../list/looks.tsx'
import { resultOf } from './looks.tsx'

/** Columns of header and rows alike, by the width of the list and not of the window. */
export const columns =
  'grid grid-cols-[0.75rem_minmax(0,1.3fr)_minmax(0,1fr)_3.25rem] @min-[36rem]:grid-cols-[6.5rem_minmax(0,1fr)_minmax(0,10rem)_2.5rem_4.5rem] items-center gap-x-2 px-3'
/** Hidden while the list is narrower than its column allows. */
const fromMedium = 'hidden @min-[36rem]:block'
/** There for those who listen, and for everybody once there is room. */
const word = 'sr-only @min-[36rem]:not-sr-only'

export const deliveryRowId = (id: string): string => `row-${id}`

export interface DeliveryRowProps {
  row: DeliveryRow
  index: number
  top: number
  selected: boolean
  lead: boolean
}

/** One Delivery in 32 px: how it stands, where it goes, what came back, when. */
export function Row({ row, index, top, selected, lead }: DeliveryRowProps) {
  return (
    <div
      role="row"
      id={deliveryRowId(row.id)}
      data-delivery={row.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(
        columns,
        'absolute inset-x-0 top-0 h-[var(--row)] contain-content border-line/60 border-b',
        selected ? 'bg-selected shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
        lead && 'outline outline-accent -outline-offset-1',
      )}
    >
      <Cells row={row} />
    </div>
  )
}

const Cells = memo(function Cells({ row }: { row: DeliveryRow }) {
  const result = resultOf(row)
  const what = row.eventType ?? `${row.method} ${row.url.replace(/^https?:\/\//, '')}`
  return (
    <>
      <div role="gridcell" className="flex min-w-0 items-center gap-1.5 text-ink-2" title={en.delivery[row.state]}>
        <StatusDot {...deliveryLooks[row.state]} />
        <span className={cx(word, 'truncate')}>{en.delivery[row.state]}</span>
      </div>
      {/* As in the list of Requests: what it is takes what the name leaves, or wraps out of sight. */}
      <div role="gridcell" className="flex h-5 min-w-0 flex-wrap content-start gap-x-2 overflow-hidden">
        <span className="max-w-full truncate leading-5 @min-[26rem]:max-w-[60%]">{row.endpointName}</span>
        <span className="min-w-8 flex-1 basis-8 truncate text-ink-3 leading-5" title={what}>
          {what}
        </span>
      </div>
      <div role="gridcell" className="truncate text-ink-2 text-small" title={row.lastError ?? undefined}>
        {result ?? <span className="text-ink-3">{t.none}</span>}
      </div>
      <div role="gridcell" className={cx(fromMedium, 'text-right text-ink-2 text-small tabular-nums')} title={t.tries(row.attemptCount)}>
        {row.attemptCount}
        <span aria-hidden>×</span>
      </div>
      <div role="gridcell" className="truncate text-right text-ink-2 text-small">
        <RelativeTime at={row.nextAttemptAt ?? row.createdAt} />
      </div>
    </>
  )
})

/** Names of the columns; stays while the rows scroll. */
export function HeaderRow() {
  const names = t.columns
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div role="row" aria-rowindex={1} className={cx(columns, 'h-6 border-line border-b bg-panel text-ink-3 text-micro')}>
        <span role="columnheader" className="truncate">
          <span className={word}>{names.state}</span>
        </span>
        <span role="columnheader" className="truncate">
          {names.to}
        </span>
        <span role="columnheader" className="truncate">
          {names.result}
        </span>
        <span role="columnheader" className={cx(fromMedium, 'truncate text-right')}>
          {names.tries}
        </span>
        <span role="columnheader" className="truncate text-right">
          {names.time}
        </span>
      </div>
    </div>
  )
}
