import { useEffect, useState } from 'react'
import type { AlertKind } from '#contract/alerts.ts'
import { olderAlerts } from '../../state/alerts.ts'
import { onAppEvent, onResync } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { alertsText as t } from '../../strings/alerts.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { AlertItem } from './alert-item.tsx'
import { type Pages, shownAlerts, withPage } from './pages.ts'

/** The alerts of a kind, or all: the newest as they come, older ones when they are asked for. Another kind is another History (`key`). */
export function History({ kind }: { kind: AlertKind | null }) {
  const alerts = useApp(state => state.alerts)
  const [pages, setPages] = useState<Pages | null>(null)
  const rows = shownAlerts(alerts, kind, pages)

  useEffect(() => {
    let stopped = false
    const load = () =>
      olderAlerts(kind, undefined).then(
        page => {
          if (!stopped) setPages(withPage(null, page))
        },
        // The link is down: its state is in sight, and `resync` loads again.
        () => {},
      )
    const stops = [
      // One of an older page that is seen, or grows, is not among the newest for long.
      onAppEvent('alert.changed', ({ alert }) =>
        setPages(before => before && { ...before, rows: before.rows.map(row => (row.id === alert.id ? alert : row)) }),
      ),
      onResync(() => void load()),
    ]
    void load()
    return () => {
      stopped = true
      for (const stop of stops) stop()
    }
  }, [kind])

  const more = async () => {
    try {
      const page = await olderAlerts(kind, pages?.next)
      setPages(before => withPage(before, page))
    } catch (error) {
      notifyError(en.alerts.openFailed, error)
    }
  }
  if (rows.length === 0)
    return pages === null ? null : <p className="px-3 py-4 text-ink-2">{kind === null ? en.alerts.none : t.noneOfKind}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach that too.
    <div tabIndex={0} className="min-h-0 overflow-y-auto focus-visible:-outline-offset-2">
      <ul>
        {rows.map(alert => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
      {pages?.next === undefined ? null : (
        <div className="flex justify-center p-2">
          <Button size="small" kind="ghost" onClick={() => void more()}>
            {t.more}
          </Button>
        </div>
      )}
    </div>
  )
}
