import type { AlertSettings } from '#contract/alert-channels.ts'
import { testAlert } from '../alerts/channel.ts'
import type { Alerts } from '../alerts/index.ts'
import type { Clock, Notifier } from '../ports.ts'
import type { Services } from '../services.ts'

interface Deps {
  readonly alerts: Pick<Alerts, 'settings' | 'outside'>
  readonly notifier: Notifier
  readonly clock: Pick<Clock, 'now'>
}

/** `alerts.channels`, `alerts.saveChannels`, `alerts.testChannel`. */
export function alertChannelServices({ alerts, notifier, clock }: Deps) {
  const { settings, outside } = alerts
  const show = async (): Promise<AlertSettings> => {
    const { rules, webhook, email } = await settings.show()
    return {
      rules,
      webhook: { ...webhook, last: outside.last('webhook') },
      email: { ...email, last: outside.last('email') },
      native: { available: notifier.native, hint: notifier.hint ?? null },
    }
  }
  return {
    'alerts.channels': show,
    'alerts.saveChannels': async input => {
      await settings.save(input)
      return show()
    },
    'alerts.testChannel': async ({ channel }) => {
      const alert = testAlert(clock.now())
      if (channel !== 'native') {
        const { ok, message } = await outside.test(channel, alert)
        return { ok, message }
      }
      const { id, title, body } = alert
      const how = await notifier.notify({ alertId: id, title, body, group: 'test', target: { type: 'alerts', id: null }, actions: [] })
      return how === 'shown'
        ? { ok: true, message: 'Handed to the system. If nothing appears, check whether Do Not Disturb is on.' }
        : { ok: false, message: notifier.hint ?? 'This host cannot show notifications itself; the page shows them.' }
    },
  } satisfies Partial<Services>
}
