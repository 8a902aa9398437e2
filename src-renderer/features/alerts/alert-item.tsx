import { Popover } from '@base-ui/react/popover'
import type { Alert } from '#contract/alerts.ts'
import { en } from '../../strings/en.ts'
import { StatusDot } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { openAlert } from './open-alert.ts'

/** One alert of the history; a click opens what it is about. */
export function AlertItem({ alert }: { alert: Alert }) {
  const seen = alert.acknowledgedAt !== null
  return (
    <li className="border-line border-b last:border-b-0">
      <Popover.Close
        onClick={() => void openAlert(alert)}
        className={cx('flex w-full gap-2 px-3 py-2 text-left hover:bg-hover', seen && 'text-ink-2')}
      >
        <span className="pt-1">
          <StatusDot tone={seen ? 'quiet' : 'bad'} shape={seen ? 'ring' : 'square'} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <span className={cx('min-w-0 truncate', !seen && 'font-medium')}>{alert.title}</span>
            <RelativeTime at={alert.lastAt} className="shrink-0 text-ink-3 text-small" />
          </span>
          <span className="block break-words text-ink-2 text-small">{alert.body}</span>
          {alert.count > 1 ? <span className="text-ink-3 text-small">{en.alerts.times(alert.count)}</span> : null}
        </span>
      </Popover.Close>
    </li>
  )
}
