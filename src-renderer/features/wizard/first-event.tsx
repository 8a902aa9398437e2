import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { call } from '../../state/api.ts'
import { loadSources } from '../../state/config.ts'
import { selectRequest } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { baseUrl } from '../../state/tunnel.ts'
import { wizardText } from '../../strings/wizard.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { ConnectButton } from '../connect/connect-button.tsx'
import { ProviderCard } from '../providers/provider-card.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'
import { Checklist } from './checklist.tsx'
import { useFirstEvent } from './use-first-event.ts'

const t = wizardText.first

/** Where to paste the URL, and what has arrived so far. @param sourceId null: anything at all is waited for */
export function FirstEvent({ sourceId, onClose }: { sourceId: string | null; onClose(): void }) {
  const source = useApp(state => state.sources.find(({ id }) => id === sourceId))
  const base = useApp(baseUrl) ?? ''
  const provider = useApp(state => state.providers.find(({ id }) => id === source?.provider))
  const row = useFirstEvent(source?.slug ?? null)
  return (
    <div className="grid min-h-64 gap-5 md:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <h3 className="font-semibold">{row ? t.titleDone : t.titleWait}</h3>
        <Checklist row={row} checksSignatures={(provider?.schemes.length ?? 0) > 0} />
        {source && provider && source.secrets.length === 0 && provider.schemes.length > 0 ? (
          <SecretForm source={source} hint={provider.schemes[0]?.secretHint ?? ''} />
        ) : null}
        <div>
          <div className="flex flex-wrap gap-2">
            <SampleButton sourceId={sourceId} />
            {row ? (
              <Button
                kind="primary"
                onClick={() => {
                  onClose()
                  selectRequest(row.id, true)
                }}
              >
                {t.show}
              </Button>
            ) : null}
          </div>
          <p className="mt-1 text-ink-3 text-small">{t.sampleHint}</p>
        </div>
      </div>
      <ProviderCard provider={provider} url={source?.url ?? base}>
        {source ? <ConnectButton source={source} provider={provider} /> : null}
      </ProviderCard>
    </div>
  )
}

function SampleButton({ sourceId }: { sourceId: string | null }) {
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    await call('requests.sendTest', sourceId === null ? {} : { sourceId }).catch(error => notifyError(t.sampleFailed, error))
    setBusy(false)
  }
  return (
    <Button icon={<FlaskConical />} disabled={busy} onClick={() => void send()}>
      {t.sample}
    </Button>
  )
}

/** Some providers show the secret only once they know the URL. */
function SecretForm({ source, hint }: { source: Source; hint: string }) {
  const [secret, setSecret] = useState('')
  const save = async () => {
    try {
      await call('sources.save', { id: source.id, secrets: [secret.trim()] })
      await loadSources()
      notify({ tone: 'ok', title: t.secretSaved })
    } catch (error) {
      notifyError(t.secretFailed, error)
    }
  }
  return (
    <Field label={wizardText.provider.secret} hint={hint}>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <SecretInput value={secret} onChange={setSecret} />
        </div>
        <Button disabled={secret.trim() === ''} onClick={() => void save()}>
          {t.secretSave}
        </Button>
      </div>
    </Field>
  )
}
