import { useState } from 'react'
import { call } from '../../state/api.ts'
import { loadSources } from '../../state/config.ts'
import { app, useApp } from '../../state/store.ts'
import { setScope } from '../../state/ui.ts'
import { tunnelText } from '../../strings/tunnel.ts'
import { wizardText as t } from '../../strings/wizard.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { useTunnelForm } from '../tunnel/use-tunnel-form.ts'
import { FirstEvent } from './first-event.tsx'
import { ProviderStep } from './provider-step.tsx'
import { TunnelStep } from './tunnel-step.tsx'

const steps = ['provider', 'tunnel', 'first'] as const
type Step = (typeof steps)[number]

/**
 * From nothing to a first event in three steps: who sends, by which URL, and what has arrived. Nobody is made to see it: an empty
 * window offers it, and the palette has it at any time. Each step can be left, and what was done in it stays.
 */
export function Wizard({ onClose }: { onClose(): void }) {
  const [step, setStep] = useState<Step>('provider')
  /** null = not chosen yet, '' = none of those that are known. */
  const [provider, setProvider] = useState<string | null>(null)
  const [secret, setSecret] = useState('')
  const [sourceId, setSourceId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const tunnel = useTunnelForm()
  const online = useApp(state => state.tunnel?.state === 'online')

  /** Makes the Source, once: going back and on again changes it. @param chosen '' = no provider, and no Source */
  const make = async (chosen: string) => {
    setBusy(true)
    try {
      if (chosen !== '') {
        const input = { provider: chosen, ...(secret.trim() === '' ? {} : { secrets: [secret.trim()] }) }
        const saved = await call('sources.save', sourceId === null ? input : { ...input, id: sourceId })
        await loadSources()
        setSourceId(saved.id)
      }
      setStep(online ? 'first' : 'tunnel')
    } catch (error) {
      notifyError(t.provider.failed, error)
    }
    setBusy(false)
  }
  const connect = async () => {
    await tunnel.submit()
    if (app().tunnel?.state === 'online') setStep('first')
  }
  const finish = () => {
    if (sourceId !== null) setScope({ kind: 'source', id: sourceId })
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title}
      description={t.step(steps.indexOf(step) + 1, steps.length, t.steps[step])}
      width="wide"
      refused={step === 'tunnel' && tunnel.refused !== null ? { title: tunnelText.startFailed, text: tunnel.refused } : null}
      onSubmit={() => {
        if (step === 'provider') void make(provider ?? '')
        else if (step === 'tunnel') void (online ? setStep('first') : connect())
        else finish()
      }}
      footer={
        <>
          {step === 'provider' ? (
            <Button className="mr-auto" disabled={busy} onClick={() => void make('')}>
              {t.provider.justUrl}
            </Button>
          ) : (
            <Button className="mr-auto" onClick={() => setStep(step === 'first' ? 'tunnel' : 'provider')}>
              {t.back}
            </Button>
          )}
          {step === 'first' ? null : <CloseButton>{t.skip}</CloseButton>}
          {step === 'tunnel' && !online ? <Button onClick={() => setStep('first')}>{t.tunnel.local}</Button> : null}
          <Button kind="primary" type="submit" disabled={busy || tunnel.busy || (step === 'provider' && provider === null)}>
            {step === 'first' ? t.done : step === 'tunnel' && !online ? tunnelText.on : t.next}
          </Button>
        </>
      }
    >
      <Unsaved key={sourceId} draft={secret} />
      {step === 'provider' ? (
        <ProviderStep provider={provider} secret={secret} onProvider={setProvider} onSecret={setSecret} />
      ) : step === 'tunnel' ? (
        <TunnelStep form={tunnel} />
      ) : (
        <FirstEvent sourceId={sourceId} onClose={finish} />
      )}
    </Dialog>
  )
}
