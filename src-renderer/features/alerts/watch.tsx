import { useEffect } from 'react'
import type { Alert } from '#contract/alerts.ts'
import { onAppEvent } from '../../state/api.ts'
import { isInSight } from '../../state/in-sight.ts'
import { app } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { notify } from '../../ui/toast.tsx'
import { openAlert } from './open-alert.ts'

/**
 * Shows alerts that are news; when they are is the core's to say (new, not muted, not told a moment ago). Where the host has native alerts the core has sent one already, and the page only says it
 * in a corner when it is being looked at; else the browser's notification is used, and the corner where that is not allowed.
 */
export function AlertWatch() {
  useEffect(() => onAppEvent('alert.told', event => show(event.alert)), [])
  return null
}

function show(alert: Alert): void {
  const { info, settings } = app()
  const wanted = settings?.notifications ?? true
  const web = wanted && info?.capabilities.nativeAlerts === false && 'Notification' in window && Notification.permission === 'granted'
  if (web && document.hidden) {
    // The tag joins an alert that grows into one notification.
    const notification = new Notification(alert.title, { body: alert.body, tag: alert.id })
    notification.onclick = () => {
      window.focus()
      void openAlert(alert)
    }
    return
  }
  // A dialog that shows what became of a sending says it already, and what is said twice hides the work behind it.
  if (isInSight(alert.target)) return
  notify({
    id: alert.id,
    tone: 'bad',
    title: alert.title,
    text: alert.body,
    action: { label: en.action.open, run: () => void openAlert(alert) },
  })
}
