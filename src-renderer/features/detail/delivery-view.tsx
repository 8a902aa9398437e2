import { useState } from 'react'
import type { Attempt, DeliveryRow } from '#contract/deliveries.ts'
import { call } from '../../state/api.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { Copy } from '../../ui/copy.tsx'
import { cx } from '../../ui/cx.ts'
import { exactTime, span } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { AttemptView } from './attempt-view.tsx'
import { useDelivery } from './use-deliveries.ts'

const tones: Record<DeliveryRow['state'], Tone> = {
  pending: 'warn',
  delivering: 'info',
  delivered: 'ok',
  failed: 'bad',
  cancelled: 'quiet',
}

export function StateBadge({ state }: { state: DeliveryRow['state'] }) {
  return <Badge tone={tones[state]}>{t.deliveries.states[state]}</Badge>
}

/** One Delivery: its state, when it is tried again, what can be done about it, and every attempt. */
export function DeliveryView({ row }: { row: DeliveryRow }) {
  const delivery = useDelivery(row.id)
  const [chosenId, choose] = useState<string | null>(null)
  const attempts = delivery?.attempts ?? []
  // The newest attempt speaks unless somebody looks at another one.
  const chosen = attempts.find(attempt => attempt.id === chosenId) ?? attempts.at(-1)
  // The chosen attempt says it in full below.
  const told = delivery === null || chosen?.error === row.lastError
  return (
    <section aria-label={`${t.deliveries.to} ${row.endpointName}`} className="flex min-w-0 flex-1 flex-col gap-3 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <StateBadge state={row.state} />
        <span className="font-medium">{row.endpointName}</span>
        <span className="flex-1" />
        <Controls row={row} />
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1">
        <dt className="text-ink-3">{t.deliveries.url}</dt>
        <dd className="flex min-w-0 items-center gap-1">
          <code className="min-w-0 truncate" title={row.url}>
            {row.method} {row.url}
          </code>
          <Copy value={row.url} what={t.deliveries.url} />
        </dd>
        {row.nextAttemptAt === null ? null : (
          <>
            <dt className="text-ink-3">{t.deliveries.next}</dt>
            <dd>
              <NextAttempt at={row.nextAttemptAt} />
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
      {chosen ? <AttemptView key={chosen.id} attempt={chosen} /> : null}
    </section>
  )
}

/** A paused or disabled Endpoint lets the planned time pass, so what is overdue says so. */
function NextAttempt({ at }: { at: number }) {
  const overdue = useNow(now => at <= now)
  return (
    <>
      {overdue ? <span className="mr-2 font-medium">{t.deliveries.due}</span> : <RelativeTime at={at} className="mr-2 font-medium" />}
      <span className="text-ink-3">{exactTime(at)}</span>
    </>
  )
}

function Controls({ row }: { row: DeliveryRow }) {
  const [busy, setBusy] = useState(false)
  const run = async (method: 'deliveries.retry' | 'deliveries.cancel', done: string) => {
    setBusy(true)
    try {
      await call(method, { id: row.id })
      notify({ tone: 'ok', title: done })
    } catch (error) {
      notifyError(t.actions.failed, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {row.state === 'pending' || row.state === 'failed' || row.state === 'cancelled' ? (
        <Button disabled={busy} onClick={() => void run('deliveries.retry', t.deliveries.retried)}>
          {t.deliveries.retry}
        </Button>
      ) : null}
      {row.state === 'pending' ? (
        <Button kind="ghost" disabled={busy} onClick={() => void run('deliveries.cancel', t.deliveries.cancelled)}>
          {t.deliveries.cancel}
        </Button>
      ) : null}
    </>
  )
}

function AttemptList(props: { attempts: readonly Attempt[]; chosen: Attempt | undefined; onChoose(id: string): void }) {
  const { attempts, chosen, onChoose } = props
  return (
    <ol aria-label={t.deliveries.attempts} className="overflow-hidden rounded-panel border border-line">
      {attempts.map((attempt, index) => (
        <li key={attempt.id} className="border-line not-last:border-b">
          <button
            type="button"
            aria-pressed={attempt.id === chosen?.id}
            onClick={() => onChoose(attempt.id)}
            className={cx(
              'flex min-h-8 w-full items-center gap-3 px-3 text-left focus-visible:-outline-offset-2',
              attempt.id === chosen?.id ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <span className="shrink-0">{t.deliveries.attempt(index + 1)}</span>
            <span className={cx('min-w-0 flex-1 truncate font-medium', isSuccess(attempt) ? 'text-ok' : 'text-bad')}>
              {attempt.status ?? attempt.error}
            </span>
            <span className="shrink-0 text-ink-2 text-small">{span(attempt.durationMs)}</span>
            <RelativeTime at={attempt.at} className="w-12 shrink-0 text-right text-ink-3 text-small" />
          </button>
        </li>
      ))}
    </ol>
  )
}

const isSuccess = (attempt: Attempt): boolean => attempt.status !== null && attempt.status >= 200 && attempt.status < 300
