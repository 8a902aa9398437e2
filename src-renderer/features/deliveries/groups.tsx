import { RotateCw } from 'lucide-react'
import type { DeliveryGroup } from '#contract/deliveries.ts'
import { canSend } from '../../commands/delivery-work.ts'
import { showDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'

/** Why there are dead letters, largest group first: the short way to what they have in common. */
export function Groups() {
  const groups = useApp(({ deliveries }) => deliveries.groups)
  const shown = useApp(({ deliveries }) => deliveries.state === 'failed' && deliveries.reason === null)
  const endpointId = useApp(({ deliveries }) => deliveries.endpointId)
  const rows = groups?.rows.filter(row => endpointId === null || row.endpointId === endpointId) ?? []
  if (!shown || rows.length === 0) return null
  return (
    <section aria-label={t.groups.label} className="max-h-40 shrink-0 overflow-y-auto border-line border-b bg-panel">
      <ul>
        {rows.map(row => (
          <Group key={`${row.endpointId ?? row.endpointName} ${row.reason}`} row={row} />
        ))}
      </ul>
      {groups?.complete === false ? <p className="px-3 pb-1.5 text-ink-3 text-small">{t.groups.incomplete}</p> : null}
    </section>
  )
}

function Group({ row }: { row: DeliveryGroup }) {
  const { endpointId, reason } = row
  const sendable = useApp(({ endpoints }) => canSend(endpointId, endpoints))
  return (
    <li className="flex min-h-8 items-center gap-2 border-line/60 border-b px-3 last:border-b-0">
      <Badge tone="bad">{count(row.count)}</Badge>
      <button
        type="button"
        onClick={() => showDeliveries({ state: 'failed', endpointId, reason })}
        className="flex min-h-6 min-w-0 flex-1 items-center gap-2 rounded-small text-left hover:underline"
      >
        <span className="min-w-0 shrink-[0.3] truncate">{row.title}</span>{' '}
        <span className="min-w-0 truncate text-ink-3">{sendable ? row.endpointName : t.deleted(row.endpointName)}</span>
      </button>
      <RelativeTime at={row.lastAt} className="hidden shrink-0 @min-[26rem]:inline text-ink-3 text-small" />
      {sendable ? (
        <Button
          size="small"
          icon={<RotateCw />}
          aria-label={t.groups.retry(row.title, row.endpointName)}
          onClick={() => openDialog({ kind: 'deliveries-bulk', action: 'retry', of: { endpointId, reason } })}
        >
          {t.groups.retryShort}
        </Button>
      ) : null}
    </li>
  )
}
