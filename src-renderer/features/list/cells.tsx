// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (aria-activedescendant); cells take none.
import { TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { providerName } from '../../state/config.ts'
import type { ColumnId } from '../../state/look.ts'
import { en } from '../../strings/en.ts'
import { Badge, StatusDot } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'
import { bytes } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Visible } from '../../ui/visible.tsx'
import type { Room } from './columns.ts'
import { deliveryLooks, replyLook, VerdictBadge } from './looks.tsx'
import { Marks } from './marks.tsx'

interface CellProps {
  readonly row: RequestRow
  readonly source: string
  readonly room: Room
  /** There is a column for the event type, so the path need not show it. */
  readonly typed: boolean
}

/** The cells of a row. What they show hardly ever changes, while a row's place does with every one that comes in above it. */
export const Cells = memo(function Cells({ ids, ...props }: CellProps & { ids: readonly ColumnId[] }) {
  return ids.map(id => cells[id](props))
})

const cells: Readonly<Record<ColumnId, (props: CellProps) => ReactNode>> = {
  reply: ({ row }) => (
    <div
      key="reply"
      role="gridcell"
      className="flex items-center gap-1 font-bytes text-ink-2 text-small"
      title={en.list.replied(row.replyStatus)}
    >
      <StatusDot {...replyLook(row.replyStatus)} />
      {row.replyStatus > 0 ? row.replyStatus : <span className="sr-only">{en.list.noReply}</span>}
    </div>
  ),
  method: ({ row }) => (
    <div key="method" role="gridcell" className="truncate font-bytes text-ink-2 text-small">
      {row.method}
    </div>
  ),
  path: ({ row, typed }) => (
    // The type takes what the path leaves; with too little room for a word of it, it wraps out of sight.
    <div key="path" role="gridcell" className="flex h-5 min-w-0 flex-wrap content-start gap-x-1.5 overflow-hidden">
      <span
        className={cx(
          'truncate font-bytes text-small leading-5',
          row.eventType && !typed ? 'max-w-full @min-[26rem]:max-w-[62%]' : 'min-w-0',
        )}
        title={row.path}
      >
        <Visible text={row.path} />
      </span>
      {row.eventType && !typed ? (
        <span className="min-w-8 flex-1 basis-8 truncate text-ink-3 leading-5" title={row.eventType}>
          <Visible text={row.eventType} />
        </span>
      ) : null}
    </div>
  ),
  type: ({ row }) => <Text key="type">{row.eventType ?? ''}</Text>,
  source: ({ source }) => <Text key="source">{source}</Text>,
  provider: ({ row }) => <Text key="provider">{row.provider === null ? '' : providerName(row.provider)}</Text>,
  size: ({ row }) => (
    <div key="size" role="gridcell" className="truncate text-right text-ink-2 text-small">
      {bytes(row.size)}
    </div>
  ),
  verdict: ({ row, room }) => (
    <div key="verdict" role="gridcell" className={cx('flex min-w-0 items-center gap-1', room === 'narrow' && 'justify-end')}>
      <Marks row={row} />
      {row.problem ? (
        <Badge tone="warn" icon={<TriangleAlert />} title={en.problem[row.problem]}>
          <span className={room === 'narrow' ? 'sr-only' : undefined}>{en.problem[row.problem]}</span>
        </Badge>
      ) : (
        <VerdictBadge verdict={row.verdict} {...(room === 'narrow' ? { wordClass: 'sr-only' } : {})} />
      )}
    </div>
  ),
  delivery: ({ row, room }) => (
    <div
      key="delivery"
      role="gridcell"
      className="flex min-w-0 items-center gap-1.5 text-ink-2"
      title={row.delivery ? en.delivery[row.delivery] : undefined}
    >
      {row.delivery ? (
        <>
          <StatusDot {...deliveryLooks[row.delivery]} />
          <span className={room === 'wide' ? 'truncate' : 'sr-only'}>{en.delivery[row.delivery]}</span>
        </>
      ) : null}
    </div>
  ),
  time: ({ row }) => (
    <div key="time" role="gridcell" className="truncate text-right text-ink-2 text-small">
      <RelativeTime at={row.receivedAt} />
    </div>
  ),
}

function Text({ children }: { children: string }) {
  return (
    <div role="gridcell" className="min-w-0 truncate text-ink-2" title={children}>
      <Visible text={children} />
    </div>
  )
}
