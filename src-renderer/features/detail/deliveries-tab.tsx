import { useState } from 'react'
import type { DeliveryRow } from '#contract/deliveries.ts'
import { detailText as t } from '../../strings/detail.ts'
import { cx } from '../../ui/cx.ts'
import { Empty } from '../../ui/empty.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { DeliveryView, StateBadge } from '../deliveries/delivery-view.tsx'

/** Deliveries of a Request: a list when there are several, and the chosen one with its attempts. */
export function DeliveriesTab({ rows }: { rows: readonly DeliveryRow[] }) {
  const [chosenId, choose] = useState<string | null>(null)
  const newest = rows[0]
  if (!newest) return <Empty title={t.deliveries.none.title}>{t.deliveries.none.text}</Empty>
  const chosen = rows.find(row => row.id === chosenId) ?? newest
  return (
    <div className="flex min-h-full flex-col @2xl:flex-row">
      {rows.length > 1 ? (
        <ul
          aria-label={t.deliveries.list}
          className="flex max-h-44 shrink-0 flex-col overflow-auto border-line border-b p-1.5 @2xl:max-h-none @2xl:w-60 @2xl:border-r @2xl:border-b-0"
        >
          {rows.map(row => (
            <li key={row.id}>
              <button
                type="button"
                aria-pressed={row.id === chosen.id}
                onClick={() => choose(row.id)}
                className={cx(
                  'flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-left',
                  row.id === chosen.id ? 'bg-selected' : 'hover:bg-hover',
                )}
              >
                <span className="min-w-0 flex-1 truncate">{row.endpointName}</span>
                <StateBadge state={row.state} />
                <RelativeTime at={row.createdAt} className="w-10 shrink-0 text-right text-ink-3 text-small" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <DeliveryView key={chosen.id} row={chosen} />
    </div>
  )
}
