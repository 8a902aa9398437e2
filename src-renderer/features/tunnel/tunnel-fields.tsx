import { ExternalLink } from 'lucide-react'
import { useApp } from '../../state/store.ts'
import { tunnelText as t } from '../../strings/tunnel.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, TextArea } from '../../ui/input.tsx'
import { ValueBox } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { Segmented } from '../detail/body/segmented.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'
import type { TunnelForm } from './use-tunnel-form.ts'

const providers = (['ngrok', 'manual'] as const).map(value => ({ value, label: t.providers[value] }))

/** Which way in, and what it needs. */
export function TunnelFields({ form }: { form: TunnelForm }) {
  const { draft, change } = form
  return (
    <>
      <Unsaved key={form.kept} draft={draft} />
      <div className="flex items-center gap-3">
        <span className="font-medium text-small">{t.provider}</span>
        <Segmented label={t.provider} value={draft.provider} options={providers} onChange={provider => change({ provider })} />
      </div>
      {draft.provider === 'ngrok' ? <NgrokFields form={form} /> : <ManualFields form={form} />}
    </>
  )
}

function NgrokFields({ form: { draft, errors, change } }: { form: TunnelForm }) {
  const kept = useApp(state => state.tunnel?.saved.authtoken ?? null)
  return (
    <>
      <Field
        label={t.ngrok.token}
        hint={kept === null ? t.ngrok.tokenHint : t.ngrok.tokenKept(kept)}
        error={errors.authtoken}
        aside={<OutLink href={t.ngrok.tokenUrl}>{t.ngrok.tokenLink}</OutLink>}
      >
        <SecretInput value={draft.authtoken} placeholder={t.ngrok.tokenPlaceholder} onChange={authtoken => change({ authtoken })} />
      </Field>
      <Field
        label={t.ngrok.domain}
        hint={t.ngrok.domainHint}
        error={errors.domain}
        aside={<OutLink href={t.ngrok.domainUrl}>{t.ngrok.domainLink}</OutLink>}
      >
        <Input
          mono
          value={draft.domain}
          placeholder={t.ngrok.domainPlaceholder}
          maxLength={300}
          onChange={event => change({ domain: event.target.value })}
        />
      </Field>
      <Disclosure title={t.ngrok.advanced} open={draft.serverAddr !== '' || draft.caCert !== '' || draft.trafficPolicy !== ''}>
        <Field label={t.ngrok.serverAddr} hint={t.ngrok.serverAddrHint} error={errors.serverAddr}>
          <Input mono value={draft.serverAddr} maxLength={260} onChange={event => change({ serverAddr: event.target.value })} />
        </Field>
        <Field label={t.ngrok.caCert} hint={t.ngrok.caCertHint} error={errors.caCert}>
          <TextArea mono rows={3} value={draft.caCert} onChange={event => change({ caCert: event.target.value })} />
        </Field>
        <Field label={t.ngrok.policy} hint={t.ngrok.policyHint} error={errors.trafficPolicy}>
          <TextArea mono rows={3} value={draft.trafficPolicy} onChange={event => change({ trafficPolicy: event.target.value })} />
        </Field>
      </Disclosure>
    </>
  )
}

function ManualFields({ form: { draft, errors, change } }: { form: TunnelForm }) {
  const target = useApp(state => state.tunnel?.target ?? '')
  const portTaken = useApp(state => state.tunnel?.portTaken ?? null)
  return (
    <>
      <div>
        <h3 className="mb-1 font-medium text-small">{t.manual.target}</h3>
        <ValueBox value={target} what={t.manual.target} />
        <p className="mt-1 text-ink-3 text-small">{t.manual.targetHint}</p>
        <div className="mt-2">
          <ValueBox value={t.manual.cloudflared(target)} what="cloudflared" />
        </div>
      </div>
      {portTaken === null ? null : <Notice tone="warn">{t.manual.portTaken(portTaken)}</Notice>}
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <Field label={t.manual.url} hint={t.manual.urlHint} error={errors.url}>
          <Input
            mono
            value={draft.url}
            placeholder={t.manual.urlPlaceholder}
            maxLength={2048}
            onChange={event => change({ url: event.target.value })}
          />
        </Field>
        <Field label={t.manual.port} hint={t.manual.portHint} error={errors.port}>
          <Input mono inputMode="numeric" value={draft.port} maxLength={5} onChange={event => change({ port: event.target.value })} />
        </Field>
      </div>
    </>
  )
}

function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center gap-1 rounded-small text-accent-ink text-small underline underline-offset-2 hover:no-underline"
    >
      {children}
      <ExternalLink className="size-3.5" aria-hidden />
    </a>
  )
}
