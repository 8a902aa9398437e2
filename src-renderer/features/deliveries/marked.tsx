import { RotateCw, Trash2, X } from 'lucide-react'
import { useMemo } from 'react'
import { chosenFor, workOnChosen } from '../../commands/delivery-work.ts'
import { clearMarkedDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'

/** Takes the place of the bar while several Deliveries are chosen. */
export function MarkedDeliveries() {
  const deliveries = useApp(state => state.deliveries)
  const endpoints = useApp(state => state.endpoints)
  const chosen = deliveries.marked.size
  const [retryable, removable] = useMemo(
    () => [
      chosenFor('deliveries.retry', { deliveries, endpoints }).length,
      chosenFor('deliveries.purge', { deliveries, endpoints }).length,
    ],
    [deliveries, endpoints],
  )
  // How many, where it is not all of them: the others are left as they are.
  const label = (word: string, n: number): string => (n === chosen ? word : t.many.some(word, count(n)))
  return (
    <section aria-label={t.many.label} className="flex h-9 shrink-0 items-center gap-1.5 border-line border-b bg-selected pr-1.5 pl-3">
      <span role="status" className="min-w-0 flex-1 truncate font-semibold">
        {t.many.chosen(count(chosen))}
      </span>
      {retryable === 0 ? null : (
        <Button size="small" icon={<RotateCw />} onClick={() => void workOnChosen('deliveries.retry')}>
          {label(t.many.retry, retryable)}
        </Button>
      )}
      {removable === 0 ? null : (
        <Button size="small" kind="danger" icon={<Trash2 />} onClick={() => void workOnChosen('deliveries.purge')}>
          {label(t.many.purge, removable)}
        </Button>
      )}
      <IconButton size="small" label={t.many.clear} icon={<X />} onClick={clearMarkedDeliveries} />
    </section>
  )
}
