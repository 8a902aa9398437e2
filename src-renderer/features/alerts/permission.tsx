import { useState } from 'react'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'

/** Offers the browser's notifications where the host has none of its own. Asked for by a click only, as browsers demand. */
export function Permission() {
  const native = useApp(state => state.info?.capabilities.nativeAlerts ?? true)
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  const hint = useApp(state => state.info?.capabilities.alertHint ?? null)
  // A desktop without a notification service: the browser's way would be the same one.
  if (hint !== null) return <p className="shrink-0 border-line border-t px-3 py-2 text-ink-3 text-small">{hint}</p>
  if (native || permission === 'granted') return null
  return (
    <div className="flex shrink-0 items-center justify-between gap-3 border-line border-t px-3 py-2 text-ink-3 text-small">
      {permission === 'denied' ? (
        en.alerts.denied
      ) : (
        <>
          {en.alerts.allowHint}
          <Button size="small" onClick={() => void Notification.requestPermission().then(setPermission)}>
            {en.alerts.allow}
          </Button>
        </>
      )}
    </div>
  )
}
