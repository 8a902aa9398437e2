import type { DeliveryRow } from '#contract/deliveries.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { writeNote } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { connectText } from '../../strings/connect.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Badge } from '../../ui/badge.tsx'
import { Copy } from '../../ui/copy.tsx'
import { bytes, exactTime, span } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Visible } from '../../ui/visible.tsx'
import { RetryFact } from '../events/retry-fact.tsx'
import { Actions } from './actions.tsx'
import { Answers } from './answers-view.tsx'
import { HandshakeAsk } from './handshake-ask.tsx'
import { Note } from './note.tsx'

/** What the Request is, what can be done with it, and the four answers. */
export function Header({ request, deliveries, onSent }: { request: RequestDetail; deliveries: readonly DeliveryRow[]; onSent(): void }) {
  const noting = useApp(state => state.notingId === request.id)
  return (
    <header className="flex shrink-0 flex-col gap-2 px-3 pt-2.5 pb-1.5">
      <div className="flex min-w-0 items-start gap-2">
        <h2 className="line-clamp-2 min-w-0 flex-1 break-all font-bytes font-medium text-title leading-6" title={request.target}>
          <span className="text-accent-ink">{request.method}</span> <Visible text={request.path} />
        </h2>
        <Copy value={request.effectiveUrl} what={t.meta.url} />
      </div>
      <Facts request={request} />
      <Actions request={request} onNote={() => writeNote(request.id)} onSent={onSent} />
      <Note request={request} editing={noting} onDone={() => writeNote(null)} />
      <Answers request={request} deliveries={deliveries} />
      <HandshakeAsk key={request.id} request={request} />
    </header>
  )
}

function Facts({ request }: { request: RequestDetail }) {
  const source = useApp(state => state.sources.find(candidate => candidate.id === request.sourceId)?.name)
  const { receivedAt, timings, origin } = request
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 text-ink-2 text-small @md:gap-x-3">
      {origin === 'received' ? null : <Badge>{t.meta.origin[origin]}</Badge>}
      <RetryFact request={request} />
      <span>{source ?? t.meta.inbox}</span>
      <span>
        <RelativeTime at={receivedAt} className="@md:mr-2" />
        <span className="hidden text-ink-3 @md:inline">{exactTime(receivedAt)}</span>
      </span>
      {origin === 'backfilled' ? (
        <span>{request.occurredAt === undefined ? null : connectText.happened(exactTime(request.occurredAt))}</span>
      ) : (
        <span>
          {t.meta.answered(request.replyStatus)}
          {request.wireOutcome === null ? '' : `, ${request.wireOutcome}`}
        </span>
      )}
      <span>
        {bytes(request.size)}
        {timings.bodyMs >= 1 ? ` ${t.meta.duration(span(timings.bodyMs))}` : ''}
      </span>
      <span>
        {t.meta.via[request.via]}
        <span className="hidden @md:inline"> {t.meta.from(request.remoteAddress)}</span>
      </span>
    </div>
  )
}
