import { useState } from 'react'
import type { AlertSettings } from '#contract/alert-channels.ts'
import { alertsText } from '../../strings/alerts.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { ChannelActions } from './channel-form.tsx'
import type { SaveChannels } from './use-channels.ts'

const t = alertsText.channels
const formats = (['slack', 'json'] as const).map(value => ({ value, label: t.formats[value] }))

/** A URL that alerts are posted to. It is a credential in itself, so what is stored is shown masked. */
export function WebhookChannel({ webhook, save }: { webhook: AlertSettings['webhook']; save: SaveChannels }) {
  const [draft, setDraft] = useState({ enabled: webhook.enabled, format: webhook.format, local: webhook.local, url: '' })
  const patch = (more: Partial<typeof draft>) => setDraft(old => ({ ...old, ...more }))
  const { enabled, format, local, url } = draft
  const changed = url.trim() !== '' || enabled !== webhook.enabled || format !== webhook.format || local !== webhook.local
  return (
    <>
      <Switch label={t.webhook} hint={t.webhookHint} checked={enabled} onChange={next => patch({ enabled: next })} />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <Field label={t.url} hint={webhook.url === null ? undefined : t.urlKept(webhook.url)}>
          <Input
            mono
            type="url"
            value={url}
            placeholder="https://hooks.slack.com/services/.."
            onChange={event => patch({ url: event.target.value })}
          />
        </Field>
        <Field label={t.format}>
          <Select value={format} options={formats} onChange={next => patch({ format: next })} />
        </Field>
      </div>
      <Switch label={t.local} checked={local} onChange={next => patch({ local: next })} />
      <ChannelActions
        channel="webhook"
        changed={changed}
        wrong={false}
        last={webhook.last}
        save={async () => {
          await save({ webhook: { enabled, format, local, ...(url.trim() === '' ? {} : { url: url.trim() }) } })
          patch({ url: '' })
        }}
      />
    </>
  )
}
