import { useState } from 'react'
import { detailText as t } from '../../strings/detail.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DeliveriesTab } from '../detail/deliveries-tab.tsx'
import { useDeliveryRows } from '../detail/use-deliveries.ts'

/** One Delivery by itself: of a message, which has no captured Request to be shown with. */
export function DeliveryDialog({ id, onClose }: { id: string; onClose(): void }) {
  const [ids] = useState([id])
  const rows = useDeliveryRows(ids)
  return (
    <Dialog open onClose={onClose} title={t.deliveries.one} width="normal">
      <div className="@container min-h-40 overflow-hidden rounded-panel border border-line bg-surface">
        {rows.length === 0 ? <p className="p-3 text-ink-2">{t.loading}</p> : <DeliveriesTab rows={rows} />}
      </div>
    </Dialog>
  )
}
