import { useState } from 'react'
import { saveSettings } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { checkTunnel, stopTunnel } from '../../state/tunnel.ts'
import { en } from '../../strings/en.ts'
import { tunnelText as t } from '../../strings/tunnel.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { TunnelFields } from './tunnel-fields.tsx'
import { TunnelState } from './tunnel-state.tsx'
import { useTunnelForm } from './use-tunnel-form.ts'

/** The tunnel: how it is, on and off, and its settings. It stays open while it connects, for that is what one wants to see. */
export function TunnelDialog({ onClose }: { onClose(): void }) {
  const form = useTunnelForm()
  const on = useApp(state => (state.tunnel?.state ?? 'off') !== 'off')
  const hasUrl = useApp(state => (state.tunnel?.url ?? null) !== null)
  const atStart = useApp(state => state.settings?.tunnelAtStart ?? false)
  const [busy, setBusy] = useState(false)
  const during = async (failed: string, work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch(error => notifyError(failed, error))
    setBusy(false)
  }
  const check = async () => {
    const ok = await checkTunnel()
    notify({ tone: ok ? 'ok' : 'warn', title: ok === null ? t.checkNone : ok ? t.checked : t.checkFailed })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title}
      description={t.description}
      onSubmit={() => void form.submit()}
      refused={form.refused === null ? null : { title: t.startFailed, text: form.refused }}
      footer={
        <>
          {on ? (
            <Button className="mr-auto" disabled={busy} onClick={() => void during(t.stopFailed, stopTunnel)}>
              {t.off}
            </Button>
          ) : null}
          {hasUrl ? (
            <Button disabled={busy} onClick={() => void during(t.checkFailed, check)}>
              {t.check}
            </Button>
          ) : null}
          <CloseButton>{en.action.close}</CloseButton>
          <Button kind="primary" type="submit" disabled={form.busy || busy}>
            {on ? t.again : t.on}
          </Button>
        </>
      }
    >
      <TunnelState />
      <TunnelFields form={form} />
      <Switch
        label={t.atStart}
        checked={atStart}
        onChange={tunnelAtStart => {
          saveSettings({ tunnelAtStart }).catch(error => notifyError(en.settings.saveFailed, error))
        }}
      />
    </Dialog>
  )
}
