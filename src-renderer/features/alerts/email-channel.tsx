import { useState } from 'react'
import type { AlertSettings } from '#contract/alert-channels.ts'
import { alertsText } from '../../strings/alerts.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, TextArea } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'
import { ChannelActions } from './channel-form.tsx'
import type { SaveChannels } from './use-channels.ts'

const t = alertsText.channels
const securities = (['starttls', 'tls', 'none'] as const).map(value => ({ value, label: t.securities[value] }))
const ports = { starttls: '587', tls: '465', none: '25' }

type Email = AlertSettings['email']
const draftOf = (email: Email) => ({ ...email, port: String(email.port), to: email.to.join(', '), ca: email.ca ?? '', password: '' })

/** A mail server of one's own. The password is stored encrypted and never shown again. */
export function EmailChannel({ email, save }: { email: Email; save: SaveChannels }) {
  const [draft, setDraft] = useState(() => draftOf(email))
  const patch = (more: Partial<typeof draft>) => setDraft(old => ({ ...old, ...more }))
  const port = Number(draft.port)
  const portWrong = Number.isInteger(port) && port >= 1 && port <= 65_535 ? null : t.portWrong
  const fields = {
    enabled: draft.enabled,
    host: draft.host.trim(),
    port,
    security: draft.security,
    user: draft.user.trim(),
    from: draft.from.trim(),
    to: draft.to
      .split(',')
      .map(address => address.trim())
      .filter(Boolean),
    local: draft.local,
    ca: draft.ca.trim() === '' ? null : draft.ca,
  }
  const { last: _, password: __, ...stored } = email
  const changed = draft.password !== '' || JSON.stringify(Object.entries(fields).sort()) !== JSON.stringify(Object.entries(stored).sort())
  const line = (key: 'host' | 'user' | 'from' | 'to', label: string, more: { placeholder?: string; hint?: string } = {}) => (
    <Field label={label} {...(more.hint ? { hint: more.hint } : {})}>
      <Input value={draft[key]} placeholder={more.placeholder} onChange={event => patch({ [key]: event.target.value })} />
    </Field>
  )
  return (
    <>
      <Switch label={t.email} hint={t.emailHint} checked={draft.enabled} onChange={enabled => patch({ enabled })} />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_5rem]">
        {line('host', t.host, { placeholder: 'smtp.example.com' })}
        <Field label={t.security}>
          <Select
            value={draft.security}
            options={securities}
            onChange={security => patch({ security, port: Object.values(ports).includes(draft.port) ? ports[security] : draft.port })}
          />
        </Field>
        <Field label={t.port} error={portWrong}>
          <Input inputMode="numeric" value={draft.port} onChange={event => patch({ port: event.target.value })} />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {line('user', t.user, { placeholder: t.userPlaceholder })}
        <Field label={t.password} hint={email.password === null ? undefined : t.passwordKept}>
          <SecretInput value={draft.password} onChange={password => patch({ password })} />
        </Field>
        {line('from', t.from, { placeholder: 'hookbench@example.com' })}
        {line('to', t.to, { placeholder: 'ops@example.com', hint: t.toHint })}
      </div>
      <Disclosure title={t.ca} open={draft.ca !== ''}>
        <Field label={t.ca}>
          <TextArea
            mono
            rows={3}
            value={draft.ca}
            placeholder="-----BEGIN CERTIFICATE-----"
            onChange={event => patch({ ca: event.target.value })}
          />
        </Field>
        <Switch label={t.local} checked={draft.local} onChange={local => patch({ local })} />
      </Disclosure>
      <ChannelActions
        channel="email"
        changed={changed}
        wrong={portWrong !== null}
        last={email.last}
        save={async () => {
          await save({ email: { ...fields, ...(draft.password === '' ? {} : { password: draft.password }) } })
          patch({ password: '' })
        }}
      />
    </>
  )
}
