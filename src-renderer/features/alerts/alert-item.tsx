import { useState } from 'react'
import type { Alert } from '#contract/alerts.ts'
import { tellRetried } from '../../commands/delivery-hold.ts'
import { canSend } from '../../commands/delivery-work.ts'
import { actOnAlert } from '../../state/alerts.ts'
import { useApp } from '../../state/store.ts'
import { alertsText as t } from '../../strings/alerts.ts'
import { en } from '../../strings/en.ts'
import { Badge, StatusDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { openAlert } from './open-alert.ts'

/** One alert of the history: what happened, and what can be done about it while it is news. */
export function AlertItem({ alert }: { alert: Alert }) {
  const [busy, setBusy] = useState(false)
  // Nothing can be sent again to an endpoint that was deleted.
  const sendable = useApp(({ endpoints }) => alert.subject?.type !== 'endpoint' || canSend(alert.subject.id, endpoints))
  const actions = alert.actions.filter(action => sendable || (action !== 'retry' && action !== 'retry-all'))
  const seen = alert.acknowledgedAt !== null || alert.muted
  const act = async (action: Alert['actions'][number]) => {
    if (action === 'open') return openAlert(alert)
    setBusy(true)
    try {
      await actOnAlert(alert.id, action)
      if (action === 'mute') notify({ tone: 'ok', title: t.done[action] })
      else tellRetried(alert.subject?.id ?? null, t.done[action])
    } catch (error) {
      notifyError(t.actFailed, error)
    }
    setBusy(false)
  }
  return (
    <li className={cx('flex gap-2 border-line border-b px-3 py-2 last:border-b-0', seen && 'text-ink-2')}>
      <span className="pt-1">
        <StatusDot tone={seen ? 'quiet' : 'bad'} shape={seen ? 'ring' : 'square'} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-2">
          <span className={cx('min-w-0 truncate', !seen && 'font-medium')} title={alert.title}>
            {alert.title}
          </span>
          <RelativeTime at={alert.lastAt} className="shrink-0 text-ink-3 text-small" />
        </p>
        <p className="break-words text-ink-2 text-small">{alert.body}</p>
        <p className="mt-1 flex flex-wrap items-center gap-1.5">
          {(alert.acknowledgedAt === null ? actions : (['open'] as const)).map(action => (
            <Button key={action} size="small" disabled={busy} onClick={() => void act(action)}>
              {t.actions[action]}
            </Button>
          ))}
          {alert.muted ? <Badge>{t.muted}</Badge> : null}
          {alert.count > 1 ? <span className="text-ink-3 text-small">{en.alerts.times(alert.count)}</span> : null}
        </p>
      </div>
    </li>
  )
}
