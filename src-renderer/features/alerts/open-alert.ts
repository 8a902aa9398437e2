import type { Alert } from '#contract/alerts.ts'
import { open } from '../../commands/address.ts'
import { acknowledgeAlerts } from '../../state/alerts.ts'
import { showDeliveries } from '../../state/deliveries.ts'
import { app } from '../../state/store.ts'
import { closeDialog, openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { notifyError } from '../../ui/toast.tsx'

/** Opens what an alert is about and marks it as seen. */
export async function openAlert(alert: Alert): Promise<void> {
  const { type, id } = alert.target
  if (app().dialog?.kind === 'alerts') closeDialog()
  try {
    if (alert.acknowledgedAt === null) await acknowledgeAlerts([alert.id])
    if (type === 'endpoint' && alert.kind === 'delivery_failed') showDeliveries({ endpointId: id, state: 'failed' })
    else if (type === 'settings') await open({ kind: 'settings' })
    else if (type === 'tunnel') openDialog({ kind: 'tunnel' })
    else if (id !== null) await open({ kind: type, id })
  } catch (error) {
    notifyError(en.alerts.openFailed, error)
  }
}
