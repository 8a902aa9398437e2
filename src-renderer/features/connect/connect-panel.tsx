import { useState } from 'react'
import { useApp } from '../../state/store.ts'
import { connectText as t } from '../../strings/connect.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { ValueBox } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ConnectForm } from './connect-form.tsx'
import { OutLink } from './out-link.tsx'
import { Registered } from './registered.tsx'
import { useConnect } from './use-connect.ts'

/**
 * Connects a saved Source with its provider: what is registered, and a form to register it; where the provider has no API, what to paste
 * where. Holds no form element, so that it can stand inside of one. @param onConnected called when a registration was made
 */
export function ConnectPanel({ sourceId, onConnected }: { sourceId: string; onConnected?: (() => void) | undefined }) {
  const source = useApp(state => state.sources.find(candidate => candidate.id === sourceId))
  const { options, rows, failed, reload } = useConnect(sourceId, source?.provider ?? null)
  const [another, setAnother] = useState(false)
  if (failed) {
    return (
      <Notice tone="bad" title={t.failed} live>
        {failed}
      </Notice>
    )
  }
  if (!source) return null
  if (!options || !rows) return <p className="text-ink-3">{t.loading}</p>
  const { api, publicUrl } = options
  if (!api || !source.provider) return <ByHand provider={source.provider} url={source.url} />
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {rows.map(registration => (
        <Registered key={registration.id} registration={registration} onChanged={reload} />
      ))}
      {rows.length > 0 && !another ? (
        <div>
          <Button kind="ghost" size="small" onClick={() => setAnother(true)}>
            {t.registered.another}
          </Button>
        </div>
      ) : (
        <ConnectForm
          key={api.id}
          sourceId={sourceId}
          provider={source.provider}
          api={api}
          tunnel={publicUrl}
          tokenKnown={rows.length > 0}
          // What is being made is listed before it is known to succeed: the form, and what it has to say, must outlive that.
          onStart={() => setAnother(true)}
          onConnected={() => {
            setAnother(false)
            reload()
            onConnected?.()
          }}
        />
      )}
    </div>
  )
}

/** Where to paste the URL, step by step. */
function ByHand({ provider, url }: { provider: string | null; url: string }) {
  const info = useApp(state => state.providers.find(candidate => candidate.id === provider))
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">{info ? t.byHand(info.name) : t.noProvider}</p>
      <ValueBox value={url} what={en.link.url} />
      {info ? (
        <ol className="list-decimal space-y-1.5 pl-4 text-ink-2">
          <li>{info.setup.paste}</li>
          <li>{info.setup.secret}</li>
        </ol>
      ) : null}
      <div className="flex flex-wrap gap-4">
        {info?.setup.page ? <OutLink href={info.setup.page}>{t.page(info.name)}</OutLink> : null}
        {info?.setup.url ? <OutLink href={info.setup.url}>{info.setup.page ? t.docs : t.page(info.name)}</OutLink> : null}
      </div>
    </div>
  )
}
