// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (aria-activedescendant); cells take none.
import { Copy, FlaskConical, Handshake, Pin, RefreshCcw, StickyNote, TriangleAlert } from 'lucide-react'
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
  'grid grid-cols-[2.75rem_2.75rem_minmax(0,1fr)_auto_0.75rem_3rem] @min-[36rem]:grid-cols-[2.75rem_3.25rem_minmax(0,1fr)_6.5rem_7.75rem_0.75rem_3rem] @min-[50rem]:grid-cols-[2.75rem_3.25rem_minmax(0,1fr)_9rem_8.75rem_6.25rem_3.75rem] items-center gap-x-2 px-3'

/** Hidden while the list is narrower than its column allows. */
export const fromMedium = 'hidden @min-[36rem]:flex'
/** There for those who listen, and for everybody once there is room. */
export const wordFromMedium = 'sr-only @min-[36rem]:not-sr-only'
export const wordFromWide = 'sr-only @min-[50rem]:not-sr-only'

export interface RowProps {
  row: RequestRow
  index: number
  top: number
  selected: boolean
  /** The one of several that the detail shows. */
  lead: boolean
  source: string
}

/** One Request in 32 px. Its place changes with every row that comes in above it, what it shows hardly ever: so two components. */
export function Row({ row, index, top, selected, lead, source }: RowProps) {
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
        'absolute inset-x-0 top-0 h-[var(--row)] contain-content border-line/60 border-b',
        selected ? 'bg-selected shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
        lead && 'outline outline-accent -outline-offset-1',
      )}
    >
      <Cells row={row} source={source} />
    </div>
  )
}

const Cells = memo(function Cells({ row, source }: Pick<RowProps, 'row' | 'source'>) {
  return (
    <>
      <div role="gridcell" className="flex items-center gap-1 font-bytes text-ink-2 text-small" title={en.list.replied(row.replyStatus)}>
        <StatusDot {...replyLook(row.replyStatus)} />
        {row.replyStatus > 0 ? row.replyStatus : <span className="sr-only">{en.list.noReply}</span>}
      </div>
      <div role="gridcell" className="truncate font-bytes text-ink-2 text-small">
        {row.method}
      </div>
      <div role="gridcell" className="flex min-w-0 items-center gap-1.5">
        <span
          className={cx(
            'truncate font-bytes text-small',
            row.eventType ? 'min-w-0 @min-[26rem]:max-w-[62%] @min-[26rem]:shrink-0' : 'min-w-0',
          )}
          title={row.path}
        >
          {row.path}
        </span>
        {row.eventType ? (
          <span className="hidden min-w-0 flex-1 truncate text-ink-3 @min-[26rem]:block" title={row.eventType}>
            {row.eventType}
          </span>
        ) : null}
      </div>
      <div role="gridcell" className={cx(fromMedium, 'min-w-0 items-center text-ink-2')}>
        <span className="truncate">{source}</span>
      </div>
      <div role="gridcell" className="flex items-center justify-end gap-1 @min-[36rem]:justify-start">
        <Marks row={row} />
        {row.problem ? (
          <Badge tone="warn" icon={<TriangleAlert />} title={en.problem[row.problem]}>
            <span className={wordFromMedium}>{en.problem[row.problem]}</span>
          </Badge>
        ) : (
          <VerdictBadge verdict={row.verdict} wordClass={wordFromMedium} />
        )}
      </div>
      <div
        role="gridcell"
        className="flex min-w-0 items-center gap-1.5 text-ink-2"
        title={row.delivery ? en.delivery[row.delivery] : undefined}
      >
        {row.delivery ? (
          <>
            <StatusDot {...deliveryLooks[row.delivery]} />
            <span className={cx(wordFromWide, 'truncate')}>{en.delivery[row.delivery]}</span>
          </>
        ) : null}
      </div>
      <div role="gridcell" className="text-right text-ink-2 text-small">
        <RelativeTime at={row.receivedAt} />
      </div>
    </>
  )
})

/** Small marks before the verdict. Each has its word for those who do not see it. */
function Marks({ row }: { row: RequestRow }) {
  const marks = [
    row.pinned ? { icon: <Pin />, text: en.list.pinned } : null,
    row.note ? { icon: <StickyNote />, text: en.list.noted } : null,
    row.origin === 'sample' ? { icon: <FlaskConical />, text: en.list.sample } : null,
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
