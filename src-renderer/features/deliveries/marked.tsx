import { RotateCw, Trash2, X } from 'lucide-react'
import { workOnChosen } from '../../commands/delivery-work.ts'
import { clearMarkedDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'

/** Takes the place of the bar while several Deliveries are chosen. */
export function MarkedDeliveries() {
  const chosen = useApp(state => state.deliveries.marked.size)
  return (
    <section aria-label={t.many.label} className="flex h-9 shrink-0 items-center gap-1.5 border-line border-b bg-selected pr-1.5 pl-3">
      <span role="status" className="min-w-0 flex-1 truncate font-semibold">
        {t.many.chosen(count(chosen))}
      </span>
      <Button size="small" icon={<RotateCw />} onClick={() => void workOnChosen('deliveries.retry')}>
        {t.many.retry}
      </Button>
      <Button size="small" kind="danger" icon={<Trash2 />} onClick={() => void workOnChosen('deliveries.purge')}>
        {t.many.purge}
      </Button>
      <IconButton size="small" label={t.many.clear} icon={<X />} onClick={clearMarkedDeliveries} />
    </section>
  )
}
