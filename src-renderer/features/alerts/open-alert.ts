import type { Alert } from '#contract/alerts.ts'
import { open } from '../../commands/address.ts'
import { acknowledgeAlerts } from '../../state/alerts.ts'
import { en } from '../../strings/en.ts'
import { notifyError } from '../../ui/toast.tsx'

/** Opens what an alert is about and marks it as seen. */
export async function openAlert(alert: Alert): Promise<void> {
  const { type, id } = alert.target
  try {
    if (alert.acknowledgedAt === null) await acknowledgeAlerts([alert.id])
    if (type === 'settings') await open({ kind: 'settings' })
    else if (id !== null) await open({ kind: type, id })
  } catch (error) {
    notifyError(en.alerts.openFailed, error)
  }
}
