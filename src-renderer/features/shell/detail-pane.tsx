import { MousePointerClick } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { Boundary } from '../../ui/boundary.tsx'
import { Empty } from '../../ui/empty.tsx'

const DeliveryPane = lazy(async () => ({ default: (await import('../deliveries/delivery-pane.tsx')).DeliveryPane }))
const Detail = lazy(async () => ({ default: (await import('../detail/detail.tsx')).Detail }))

/** The third zone: the selected Request, or the selected Delivery. */
export function DetailPane() {
  const selectedId = useApp(state => state.selectedId)
  const deliveries = useApp(state => state.view === 'deliveries')
  return (
    <section
      id="detail-pane"
      tabIndex={-1}
      aria-label={deliveries ? deliveriesText.zone : en.detail.label}
      className="h-full min-h-0 overflow-hidden bg-surface outline-none"
    >
      {deliveries ? (
        <Boundary>
          <Suspense fallback={null}>
            <DeliveryPane />
          </Suspense>
        </Boundary>
      ) : selectedId === null ? (
        <Empty icon={<MousePointerClick />} title={en.detail.none}>
          {en.detail.noneHint}
        </Empty>
      ) : (
        <Boundary of={selectedId}>
          <Suspense fallback={null}>
            <Detail requestId={selectedId} />
          </Suspense>
        </Boundary>
      )}
    </section>
  )
}
