import { ArrowUp } from 'lucide-react'
import { setDeliveriesAtEdge } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'

/** What was made while the list was scrolled away: said quietly, shown when asked for. */
export function NewerPill() {
  const waiting = useApp(state => state.deliveries.waiting)
  if (waiting === 0) return null
  return (
    <button
      type="button"
      onClick={() => {
        document.getElementById('delivery-list')?.scrollTo({ top: 0 })
        setDeliveriesAtEdge(true)
      }}
      className="popup absolute top-8 left-1/2 z-10 inline-flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full border border-accent/50 bg-raised px-3 font-medium text-accent-ink shadow-float hover:bg-accent-soft"
    >
      <ArrowUp className="size-3.5" aria-hidden />
      {t.newer(waiting)}
    </button>
  )
}
