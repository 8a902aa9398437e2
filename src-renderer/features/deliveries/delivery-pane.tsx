import { MousePointerClick } from 'lucide-react'
import { useApp } from '../../state/store.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Empty } from '../../ui/empty.tsx'
import { useDelivery } from '../detail/use-deliveries.ts'
import { DeliveryView } from './delivery-view.tsx'

/** The third zone while the list shows Deliveries: the one that is chosen. */
export function DeliveryPane() {
  const selectedId = useApp(state => state.deliveries.selectedId)
  const delivery = useDelivery(selectedId)
  if (selectedId === null) {
    return (
      <Empty icon={<MousePointerClick />} title={t.detail.none}>
        {t.detail.noneHint}
      </Empty>
    )
  }
  if (delivery === 'gone') {
    return (
      <Empty icon={<MousePointerClick />} title={t.detail.gone}>
        {t.detail.goneHint}
      </Empty>
    )
  }
  return delivery === null ? null : (
    <article aria-label={t.zone} className="@container h-full overflow-auto">
      <DeliveryView key={delivery.id} row={delivery} alone />
    </article>
  )
}
