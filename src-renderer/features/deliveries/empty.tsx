import { CircleCheck, Filter, Send } from 'lucide-react'
import { showDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'

/** Why there is no Delivery to see; the reasons are different. */
export function EmptyDeliveries() {
  const { state, endpointId, reason, loading, error } = useApp(({ deliveries }) => deliveries)
  if (loading || error !== null) return null
  const all = <Button onClick={() => showDeliveries()}>{t.empty.showAll}</Button>
  if (state === 'failed' && endpointId === null && reason === null) {
    return (
      <Empty icon={<CircleCheck />} title={t.empty.failedTitle} actions={all}>
        {t.empty.failed}
      </Empty>
    )
  }
  if (state !== null || endpointId !== null || reason !== null) {
    return (
      <Empty icon={<Filter />} title={t.empty.filteredTitle} actions={all}>
        {t.empty.filtered}
      </Empty>
    )
  }
  return (
    <Empty
      icon={<Send />}
      title={t.empty.title}
      actions={
        <Button kind="primary" onClick={() => openDialog({ kind: 'message', endpointId: null })}>
          {t.empty.compose}
        </Button>
      }
    >
      {t.empty.text}
    </Empty>
  )
}
