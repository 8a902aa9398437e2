// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (aria-activedescendant); cells take none.
import { Copy, Handshake, Pin, RefreshCcw, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { en } from '../../strings/en.ts'
import { Badge, StatusDot } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { deliveryLooks, replyLook, VerdictBadge } from './looks.tsx'

/**
 * Columns of header and rows alike, by the width of the list and not of the window: beside a wide detail the list is narrow
 * on any screen. What has no column is in the detail, and in the row's spoken text.
 */
export const columns =
  'grid grid-cols-[2.75rem_3.25rem_minmax(0,1fr)_auto_3.25rem] @min-[34rem]:grid-cols-[2.75rem_3.25rem_minmax(0,1fr)_7.5rem_8.75rem_3.25rem] @min-[44rem]:grid-cols-[2.75rem_3.25rem_minmax(0,1fr)_9rem_8.75rem_6.5rem_3.75rem] items-center gap-x-2 pr-3 pl-3'

/** Hidden while the list is narrower than its column allows. */
export const fromMedium = 'hidden @min-[34rem]:flex'
export const fromWide = 'hidden @min-[44rem]:flex'

export interface RowProps {
  row: RequestRow
  index: number
  top: number
  selected: boolean
  source: string
}

/** One Request in 32 px. Redrawn only when its own data change. */
export const Row = memo(function Row({ row, index, top, selected, source }: RowProps) {
  return (
    <div
      role="row"
      id={rowId(row.id)}
      data-request={row.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(
        columns,
        'absolute inset-x-0 top-0 h-[var(--row)] border-line/60 border-b',
        selected ? 'bg-selected shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
      )}
    >
      <div role="gridcell" className="flex items-center gap-1 font-bytes text-ink-2 text-small" title={en.list.replied(row.replyStatus)}>
        <StatusDot {...replyLook(row.replyStatus)} />
        {row.replyStatus > 0 ? row.replyStatus : <span className="sr-only">{en.list.noReply}</span>}
      </div>
      <div role="gridcell" className="truncate font-bytes text-ink-2 text-small">
        {row.method}
      </div>
      <div role="gridcell" className="flex min-w-0 items-center gap-1.5">
        <span className="min-w-0 truncate font-bytes text-small" title={row.path}>
          {row.path}
        </span>
        {row.eventType ? <span className="hidden min-w-0 shrink-[3] truncate text-ink-3 @min-[26rem]:block">{row.eventType}</span> : null}
      </div>
      <div role="gridcell" className={cx(fromMedium, 'min-w-0 items-center text-ink-2')}>
        <span className="truncate">{source}</span>
      </div>
      <div role="gridcell" className="flex items-center justify-end gap-1 @min-[34rem]:justify-start">
        <Marks row={row} />
        {row.problem ? (
          <Badge tone="warn" icon={<TriangleAlert />}>
            {en.problem[row.problem]}
          </Badge>
        ) : (
          <VerdictBadge verdict={row.verdict} />
        )}
      </div>
      <div role="gridcell" className={cx(fromWide, 'items-center gap-1.5 text-ink-2')}>
        {row.delivery ? (
          <>
            <StatusDot {...deliveryLooks[row.delivery]} />
            <span className="truncate">{en.delivery[row.delivery]}</span>
          </>
        ) : null}
      </div>
      <div role="gridcell" className="text-right text-ink-2 text-small">
        <RelativeTime at={row.receivedAt} />
      </div>
    </div>
  )
})

/** Small marks before the verdict. Each has its word for those who do not see it. */
function Marks({ row }: { row: RequestRow }) {
  const marks = [
    row.pinned ? { icon: <Pin />, text: en.list.pinned } : null,
    row.handshake ? { icon: <Handshake />, text: en.list.handshake } : null,
    row.repetition === 'loop' ? { icon: <RefreshCcw />, text: en.list.loop } : null,
    row.repetition === 'duplicate' ? { icon: <Copy />, text: en.list.duplicate } : null,
    row.repetition === 'partial' ? { icon: <Copy />, text: en.list.partial } : null,
  ]
  return marks.map(mark =>
    mark ? (
      <span key={mark.text} title={mark.text} className="text-accent-ink [&_svg]:size-3.5">
        {mark.icon}
        <span className="sr-only">{mark.text}</span>
      </span>
    ) : null,
  )
}

export const rowId = (id: string): string => `row-${id}`
