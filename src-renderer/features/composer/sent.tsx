import { useEffect, useRef } from 'react'
import { useInSight } from '../../state/in-sight.ts'
import { composerText as t } from '../../strings/composer.ts'
import { detailText } from '../../strings/detail.ts'
import { Notice } from '../../ui/notice.tsx'
import { DeliveriesTab } from '../detail/deliveries-tab.tsx'
import { useDeliveryRows } from '../detail/use-deliveries.ts'

/**
 * What became of what was sent, live: state, status, answer.
 * @param repeated it was sent before, and not again
 */
export function Sent({ ids, repeated = false }: { ids: readonly string[]; repeated?: boolean }) {
  const rows = useDeliveryRows(ids)
  useInSight(ids, rows)
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each sending brings its result into view
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [ids])
  const states = rows.map(row => `${row.endpointName}: ${detailText.deliveries.states[row.state]}`).join('. ')
  return (
    <section ref={place} aria-label={t.sent.title}>
      {/* Read out alone: with the whole result as a live region, every part of an answer's body would be read. */}
      <p role="status" className="sr-only">
        {states}
      </p>
      {repeated ? (
        <div className="mb-2">
          <Notice tone="warn" live>
            {t.sent.repeated}
          </Notice>
        </div>
      ) : null}
      {ids.length === 0 ? (
        <Notice tone="warn">{t.sent.none}</Notice>
      ) : (
        <div className="@container overflow-hidden rounded-panel border border-line bg-surface">
          {rows.length === 0 ? <p className="p-3 text-ink-2">{t.sent.loading}</p> : <DeliveriesTab rows={rows} />}
        </div>
      )}
    </section>
  )
}
