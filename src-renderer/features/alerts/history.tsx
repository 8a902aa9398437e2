import { useState } from 'react'
import type { Alert, AlertKind } from '#contract/alerts.ts'
import { olderAlerts } from '../../state/alerts.ts'
import { useApp } from '../../state/store.ts'
import { alertsText as t } from '../../strings/alerts.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { AlertItem } from './alert-item.tsx'

/** The alerts of a kind, or all: the newest as they come, older ones when they are asked for. */
export function History({ kind }: { kind: AlertKind | null }) {
  const alerts = useApp(state => state.alerts)
  const [older, setOlder] = useState<readonly Alert[]>([])
  const [more, setMore] = useState(true)
  const newest = alerts.filter(alert => kind === null || alert.kind === kind)
  const known = new Set(newest.map(alert => alert.id))
  const rows = [...newest, ...older.filter(alert => !known.has(alert.id))]
  const load = async () => {
    try {
      // Text order of ids is order of birth, whatever their last happening was.
      const oldest = rows.reduce<string | undefined>((id, alert) => (id === undefined || alert.id < id ? alert.id : id), undefined)
      const page = await olderAlerts(kind, oldest)
      setOlder(before => [...before, ...page.rows])
      setMore(page.next !== undefined)
    } catch (error) {
      notifyError(en.alerts.openFailed, error)
    }
  }
  if (rows.length === 0 && kind === null) return <p className="px-3 py-4 text-ink-2">{en.alerts.none}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach that too.
    <div tabIndex={0} className="min-h-0 overflow-y-auto focus-visible:-outline-offset-2">
      {rows.length === 0 ? <p className="px-3 py-4 text-ink-2">{t.noneOfKind}</p> : null}
      <ul>
        {rows.map(alert => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
      {more && rows.length >= 20 ? (
        <div className="flex justify-center p-2">
          <Button size="small" kind="ghost" onClick={() => void load()}>
            {t.more}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
