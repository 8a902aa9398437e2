import { useEffect, useState } from 'react'
import type { Registration, ShownCall } from '#contract/registration.ts'
import { call } from '../../state/api.ts'
import { connectText } from '../../strings/connect.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify } from '../../ui/toast.tsx'
import { Calls } from './calls.tsx'

const t = connectText.registered

/** Asks before a hook is removed at the provider, with the very call. */
export function DisconnectDialog(props: { registration: Registration; onClose(): void; onDone(): void }) {
  const { registration, onClose, onDone } = props
  const { id, sourceId } = registration
  const [calls, setCalls] = useState<readonly ShownCall[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    call('sources.disconnect', { id: sourceId, registrationId: id, dryRun: true }).then(
      planned => setCalls(planned.calls),
      error => setRefused(error instanceof Error ? error.message : String(error)),
    )
  }, [id, sourceId])

  const go = async (forget: boolean) => {
    setBusy(true)
    try {
      await call('sources.disconnect', { id: sourceId, registrationId: id, forget })
      notify({ tone: 'ok', title: t.disconnected })
      onClose()
      onDone()
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t.disconnectTitle}
      footer={
        <>
          {refused ? (
            <Button disabled={busy} onClick={() => void go(true)}>
              {t.forget}
            </Button>
          ) : null}
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button kind="danger" disabled={busy} onClick={() => void go(false)}>
            {t.disconnect}
          </Button>
        </>
      }
    >
      {refused ? (
        <Notice tone="bad" title={t.disconnectFailed} live>
          {refused}
        </Notice>
      ) : null}
      <p className="text-ink-2">{calls.length === 0 ? t.disconnectNote : t.disconnectText}</p>
      <Calls title={connectText.plan.call} calls={calls} />
    </Dialog>
  )
}
