import type { Alert } from '#contract/alerts.ts'
import { acknowledgeAlerts } from '../../state/alerts.ts'
import { call } from '../../state/api.ts'
import { selectRequest } from '../../state/selection.ts'
import { openDialog, setScope } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { notifyError } from '../../ui/toast.tsx'

/** Opens what an alert is about and marks it as seen. */
export async function openAlert(alert: Alert): Promise<void> {
  const { type, id } = alert.target
  try {
    if (alert.acknowledgedAt === null) await acknowledgeAlerts([alert.id])
    if (type === 'settings') openDialog({ kind: 'settings' })
    else if (id === null) return
    else if (type === 'source') setScope({ kind: 'source', id })
    else if (type === 'endpoint') openDialog({ kind: 'endpoint', id })
    else {
      const { requestId } = await call('deliveries.get', { id })
      if (requestId !== null) selectRequest(requestId, true)
    }
  } catch (error) {
    notifyError(en.alerts.openFailed, error)
  }
}
