import { saveSettings } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { alertsText } from '../../strings/alerts.ts'
import { en } from '../../strings/en.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { Section } from '../settings/section.tsx'
import { TestButton } from './channel-form.tsx'
import { EmailChannel } from './email-channel.tsx'
import { Rules } from './rules.tsx'
import { useChannels } from './use-channels.ts'
import { WebhookChannel } from './webhook-channel.tsx'

const t = alertsText.channels

/** Where alerts go beside the list under the bell: the part of the settings. */
export function AlertChannels() {
  const notifications = useApp(state => state.settings?.notifications ?? true)
  const { channels, save } = useChannels()
  if (!channels) return null
  const { native, webhook, email, rules } = channels
  return (
    <Section title={t.title} hint={t.hint}>
      <Switch
        label={t.native}
        hint={native.hint}
        checked={notifications}
        onChange={next => saveSettings({ notifications: next }).catch(error => notifyError(en.settings.saveFailed, error))}
      />
      {native.available ? <TestButton channel="native" /> : null}
      <Disclosure title={t.webhook}>
        <WebhookChannel webhook={webhook} save={save} />
      </Disclosure>
      <Disclosure title={t.email}>
        <EmailChannel email={email} save={save} />
      </Disclosure>
      <Disclosure title={t.rules}>
        <Rules rules={rules} save={save} />
      </Disclosure>
    </Section>
  )
}
