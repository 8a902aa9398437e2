import { detailText } from '../../strings/detail.ts'
import { eventsText as t } from '../../strings/events.ts'
import { StatusDot } from '../../ui/badge.tsx'
import { span } from '../../ui/format.ts'
import { ValueBox } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { deliveryLooks } from '../list/looks.tsx'
import { Timeline } from './timeline.tsx'
import { useEvent, type EventView as View } from './use-event.ts'

/** One Event: what it is, every Request that carried it, and where it was sent on to. */
export function EventView(props: { sourceId: string; eventId: string; current: string | null; onOpen(requestId: string): void }) {
  const state = useEvent(props.sourceId, props.eventId)
  if (state.kind === 'loading') {
    return (
      <p role="status" className="text-ink-2">
        {t.loading}
      </p>
    )
  }
  if (state.kind === 'failed') {
    return (
      <Notice tone="bad" title={t.loadFailed} live>
        {state.message}
      </Notice>
    )
  }
  const { event, timeline, rows } = state.view
  if (!event || timeline.length === 0) return <p className="text-ink-2">{t.gone}</p>
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <header className="flex min-w-0 flex-col gap-1.5">
        <ValueBox value={event.eventId} what={t.id} />
        <p className="text-ink-2">
          {[
            event.eventType,
            t.requests(event.requestCount),
            event.lastAt > event.firstAt ? t.span(span(event.lastAt - event.firstAt)) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      <Timeline steps={timeline} rows={rows} current={props.current} onOpen={props.onOpen} />
      <Deliveries view={state.view} />
    </div>
  )
}

function Deliveries({ view: { deliveries } }: { view: View }) {
  return (
    <section aria-label={t.deliveries} className="flex flex-col gap-1 border-line border-t pt-3">
      <h3 className="font-medium text-small">{t.deliveries}</h3>
      {deliveries.length === 0 ? <p className="text-ink-2 text-small">{t.noDeliveries}</p> : null}
      <ul className="flex flex-col gap-1">
        {deliveries.map(delivery => (
          <li key={delivery.id} className="flex min-w-0 items-center gap-2">
            <StatusDot {...deliveryLooks[delivery.state]} />
            <span className="shrink-0 font-medium">{detailText.deliveries.states[delivery.state]}</span>
            <span className="min-w-0 truncate text-ink-2">{delivery.endpointName}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
