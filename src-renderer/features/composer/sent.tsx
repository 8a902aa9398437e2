import { useEffect, useRef } from 'react'
import { composerText as t } from '../../strings/composer.ts'
import { Notice } from '../../ui/notice.tsx'
import { DeliveryView } from '../detail/delivery-view.tsx'
import { useDelivery } from '../detail/use-deliveries.ts'

/** What became of what was sent, live: state, status, answer. */
export function Sent({ ids }: { ids: readonly string[] }) {
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each sending brings its result into view
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [ids])
  return (
    <section ref={place} aria-label={t.sent.title} aria-live="polite" className="flex flex-col gap-2">
      {ids.length === 0 ? <Notice tone="warn">{t.sent.none}</Notice> : null}
      {ids.map(id => (
        <One key={id} id={id} />
      ))}
    </section>
  )
}

function One({ id }: { id: string }) {
  const delivery = useDelivery(id)
  return (
    <div className="@container rounded-panel border border-line bg-surface">
      {delivery ? <DeliveryView row={delivery} /> : <p className="p-3 text-ink-2">{t.sent.loading}</p>}
    </div>
  )
}
