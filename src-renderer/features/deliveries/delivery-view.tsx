import { useState } from 'react'
import type { DeliveryRow } from '#contract/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { detailText as t } from '../../strings/detail.ts'
import { useNow } from '../../ui/clock.ts'
import { Copy } from '../../ui/copy.tsx'
import { exactTime } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { CompareAttempt } from '../compare/attempt-buttons.tsx'
import { AttemptView } from '../detail/attempt-view.tsx'
import { useDelivery } from '../detail/use-deliveries.ts'
import { AttemptList } from './attempt-list.tsx'
import { Controls } from './controls.tsx'
import { countdown, StateBadge } from './looks.tsx'
import { Signed } from './signed.tsx'
import { isHeld, LATE_MS, whyWaiting } from './waiting.ts'

export { StateBadge } from './looks.tsx'

/**
 * One Delivery: its state, when it is tried again, what can be done about it, and every attempt with what was sent and what came back.
 * @param alone not shown with the Request that it carries, so it leads there
 */
export function DeliveryView({ row, alone = false }: { row: DeliveryRow; alone?: boolean }) {
  const known = useDelivery(row.id)
  const delivery = known === 'gone' ? null : known
  const [chosenId, choose] = useState<string | null>(null)
  const attempts = delivery?.attempts ?? []
  // That of a row is without what its Message appends.
  const url = delivery?.url ?? row.url
  // The newest attempt speaks unless somebody looks at another one.
  const chosen = attempts.find(attempt => attempt.id === chosenId) ?? attempts.at(-1)
  // The chosen attempt says it in full below.
  const told = delivery === null || chosen?.error === row.lastError
  return (
    <section aria-label={`${t.deliveries.to} ${row.endpointName}`} className="flex min-w-0 flex-1 flex-col gap-3 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <StateBadge state={row.state} />
        <span className="min-w-0 truncate font-medium">{row.endpointName}</span>
        <span className="flex-1" />
        <Controls row={row} alone={alone} onRetry={() => choose(null)} />
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1">
        <dt className="text-ink-3">{t.deliveries.url}</dt>
        <dd className="flex min-w-0 items-center gap-1">
          <code className="min-w-0 truncate" title={url}>
            {row.method} {url}
          </code>
          <Copy value={url} what={t.deliveries.url} />
        </dd>
        {alone && row.eventType !== null ? (
          <>
            <dt className="text-ink-3">{deliveriesText.detail.event}</dt>
            <dd className="min-w-0 truncate">{row.eventType}</dd>
          </>
        ) : null}
        {alone ? (
          <>
            <dt className="text-ink-3">{deliveriesText.detail.created}</dt>
            <dd>
              <RelativeTime at={row.createdAt} className="mr-2" />
              <span className="text-ink-3">{exactTime(row.createdAt)}</span>
            </dd>
          </>
        ) : null}
        {row.nextAttemptAt === null ? null : (
          <>
            <dt className="text-ink-3">{t.deliveries.next}</dt>
            <dd>
              <NextAttempt at={row.nextAttemptAt} endpointId={row.endpointId} />
            </dd>
          </>
        )}
        {row.state === 'delivered' || row.lastError === null || told ? null : (
          <>
            <dt className="text-ink-3">{t.deliveries.error}</dt>
            <dd className="min-w-0 break-words">{row.lastError}</dd>
          </>
        )}
      </dl>
      {delivery && attempts.length === 0 ? <p className="text-ink-2">{t.deliveries.noAttempts}</p> : null}
      {attempts.length > 0 ? <AttemptList attempts={attempts} chosen={chosen} onChoose={choose} /> : null}
      {chosen ? <CompareAttempt requestId={row.requestId} attempts={attempts} chosen={chosen} /> : null}
      {chosen && delivery ? (
        // What somebody opens, selects or scrolls to stays: a newer attempt then joins the list above instead of taking its place.
        <div className="flex flex-col gap-3" onPointerDownCapture={() => choose(chosen.id)} onKeyDownCapture={() => choose(chosen.id)}>
          <AttemptView key={chosen.id} attempt={chosen} url={url} marked={delivery.bodyCredentials} />
          <Signed attempt={chosen} />
        </div>
      ) : null}
    </section>
  )
}

/** Counts down. A paused or disabled Endpoint lets the planned time pass, so what is overdue says why it waits. */
function NextAttempt({ at, endpointId }: { at: number; endpointId: string | null }) {
  const left = useNow(now => (at <= now ? '' : countdown(at - now)))
  const endpoint = useApp(state => state.endpoints.find(({ id }) => id === endpointId))
  const words = deliveriesText.detail
  // What goes out when it is due does so within a moment; one that is still there is kept back by something else.
  const late = useNow(now => at + LATE_MS <= now)
  const [what, why] =
    left !== ''
      ? [words.countdown(left), exactTime(at)]
      : ((late || isHeld(endpoint) ? whyWaiting(endpoint) : null) ?? [words.due, exactTime(at)])
  return (
    <>
      <span className="mr-2 font-medium tabular-nums">{what}</span>
      <span className="text-ink-3">{why}</span>
    </>
  )
}
