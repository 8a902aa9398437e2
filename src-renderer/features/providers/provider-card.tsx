import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ProviderInfo } from '#contract/app.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { sourcesText } from '../../strings/sources.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { span } from '../../ui/format.ts'
import { ValueBox } from '../../ui/mono.tsx'

const t = sourcesText.provider
const tones: Record<ProviderInfo['evidence'], Tone> = { sdk: 'ok', docs: 'info', secondary: 'warn', custom: 'accent' }

/** What a provider does and how it is set up, with the URL to paste: people have its dashboard open beside this. */
export function ProviderCard(props: { provider: ProviderInfo | undefined; url: string; children?: ReactNode }) {
  const { provider, url, children } = props
  const reachable = useApp(state => state.tunnel?.state === 'online')
  const address = (
    <>
      <ValueBox value={url} what={en.link.url} />
      {reachable ? null : <p className="mt-1 text-ink-3 text-small">{t.local}</p>}
    </>
  )
  return (
    <section
      aria-label={provider ? t.about(provider.name) : en.source.url}
      className="flex min-w-0 flex-col gap-3 rounded-panel border border-line bg-panel p-3"
    >
      {provider ? <Evidence provider={provider} /> : null}
      {provider ? (
        <>
          <h3 className="font-medium text-small">{t.steps}</h3>
          <ol className="-mt-1.5 list-decimal space-y-1.5 pl-4 text-ink-2 text-small marker:text-ink-3">
            <li>
              {t.copy}
              <div className="mt-1 -ml-4">{address}</div>
            </li>
            <li>{provider.setup.paste}</li>
            <li>{provider.setup.secret}</li>
          </ol>
          {(provider.setup.page ?? provider.setup.url) ? (
            <a
              href={provider.setup.page ?? provider.setup.url ?? ''}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 items-center gap-1 self-start rounded-small text-accent-ink text-small underline underline-offset-2 hover:no-underline"
            >
              {t.open}
              <ExternalLink className="size-3.5" aria-hidden />
            </a>
          ) : null}
          <Facts provider={provider} />
        </>
      ) : (
        <>
          <h3 className="font-medium text-small">{en.source.url}</h3>
          <div>{address}</div>
          <p className="text-ink-2 text-small">{t.none}</p>
        </>
      )}
      {children}
    </section>
  )
}

function Evidence({ provider }: { provider: ProviderInfo }) {
  const { label, meaning } = t.evidence[provider.evidence]
  return (
    <div>
      <div className="flex min-w-0 items-center justify-between gap-2">
        <h3 className="truncate font-semibold">{provider.name}</h3>
        <Badge tone={tones[provider.evidence]}>{label}</Badge>
      </div>
      <p className="mt-0.5 text-ink-2 text-small">{meaning}</p>
    </div>
  )
}

function Facts({ provider }: { provider: ProviderInfo }) {
  const { schemes, handshakes = [], timeoutMs, retries } = provider
  const unsignable = schemes.find(scheme => scheme.unsignable)?.unsignable
  const facts: [string, string][] = [
    [t.verifies, schemes.length === 0 ? t.nothing : schemes.map(scheme => scheme.name).join(' · ')],
    ...(handshakes.length > 0 ? [[t.answers, handshakes.join(' · ')] as [string, string]] : []),
    [t.waits, timeoutMs === null ? t.waitsUnknown : t.waitsFor(span(timeoutMs))],
    [t.retries, retries],
    ...(unsignable ? [[t.unsignable, unsignable] as [string, string]] : []),
  ]
  return (
    <dl className="flex flex-col gap-2 border-line border-t pt-3 text-small">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-ink-3">{name}</dt>
          <dd className="break-words text-ink-2">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
