import { createSender } from '#delivery/sender.ts'
import type { AlertText } from '#domain/alerts.ts'
import type { Clock, Log } from '../ports.ts'
import { emailChannel } from './channels/email.ts'
import { webhookChannel } from './channels/webhook.ts'
import { createPosting } from './posting.ts'
import type { AlertSettingsStore } from './settings.ts'

/** The channels that leave the machine, each with its queue. @param noted the result of one, which the settings show, has changed */
export function createOutside(settings: AlertSettingsStore, deps: { clock: Clock; log: Log; noted: () => void }) {
  const sender = createSender({ clock: deps.clock })
  const ending = new AbortController()
  const postings = {
    webhook: createPosting({ ...deps, name: 'webhook', channel: webhookChannel(sender, settings.webhook, ending.signal) }),
    email: createPosting({ ...deps, name: 'email', channel: emailChannel(settings.email) }),
  }
  return {
    post: (channel: 'webhook' | 'email', alert: AlertText) => postings[channel].post(alert),
    test: (channel: 'webhook' | 'email', alert: AlertText) => postings[channel].test(alert),
    last: (channel: 'webhook' | 'email') => postings[channel].last(),
    async stop(): Promise<void> {
      ending.abort()
      for (const posting of Object.values(postings)) posting.stop()
      await sender.close()
    },
  }
}
