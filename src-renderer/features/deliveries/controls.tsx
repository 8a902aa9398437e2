import { useState } from 'react'
import type { DeliveryRow } from '#contract/deliveries.ts'
import { canRetry, workOn } from '../../commands/delivery-work.ts'
import { selectRequest } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'

/** What can be done with a Delivery in its state. @param onRetry whoever sends it again wants to see what comes of it */
export function Controls({ row, alone, onRetry }: { row: DeliveryRow; alone: boolean; onRetry(): void }) {
  const endpoints = useApp(state => state.endpoints)
  const [busy, setBusy] = useState(false)
  const { id, requestId } = row
  const run = async (method: Parameters<typeof workOn>[0]) => {
    setBusy(true)
    await workOn(method, id)
    setBusy(false)
  }
  return (
    <>
      {alone && requestId !== null ? (
        <Button kind="ghost" onClick={() => selectRequest(requestId, true)}>
          {deliveriesText.detail.request}
        </Button>
      ) : null}
      {canRetry(row, endpoints) ? (
        <Button
          disabled={busy}
          onClick={() => {
            onRetry()
            void run('deliveries.retry')
          }}
        >
          {t.deliveries.retry}
        </Button>
      ) : null}
      {row.state === 'pending' ? (
        <Button kind="ghost" disabled={busy} onClick={() => void run('deliveries.cancel')}>
          {t.deliveries.cancel}
        </Button>
      ) : null}
    </>
  )
}
