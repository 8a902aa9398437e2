import { useEffect, useState } from 'react'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { plural } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { notify } from '../../ui/toast.tsx'

const t = deliveriesText.enable
/** More than this are not counted: a page's worth tells enough to decide. */
const LOOKED_AT = 500

/** Switches an Endpoint on again, and asks what becomes of the Deliveries that waited meanwhile. */
export function EnableDialog({ id, onClose }: { id: string; onClose(): void }) {
  const endpoint = useApp(state => state.endpoints.find(candidate => candidate.id === id))
  const [waiting, setWaiting] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    call('deliveries.list', { endpointId: id, state: 'pending', limit: LOOKED_AT }).then(
      ({ rows, next }) => setWaiting(next === undefined ? rows.length : LOOKED_AT + 1),
      () => setWaiting(null),
    )
  }, [id])
  if (!endpoint) return null
  const enable = async (what: 'deliver' | 'cancel') => {
    setBusy(true)
    try {
      await call('endpoints.save', { id, enabled: true, waiting: what })
      await loadEndpoints()
      notify({ tone: 'ok', title: t.done })
      onClose()
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
      setBusy(false)
    }
  }
  const some = waiting === null || waiting > 0
  const text = waiting !== null && waiting > LOOKED_AT ? `${LOOKED_AT}+ deliveries` : plural(waiting ?? 0, 'delivery', 'deliveries')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title(endpoint.name)}
      width="small"
      footer={
        <>
          <Button onClick={onClose}>{en.action.cancel}</Button>
          {some ? (
            <Button kind="danger" disabled={busy} onClick={() => void enable('cancel')}>
              {t.cancel}
            </Button>
          ) : null}
          <Button kind="primary" disabled={busy} onClick={() => void enable('deliver')}>
            {some ? t.deliver : t.enable}
          </Button>
        </>
      }
    >
      {endpoint.disabledReason === null ? null : <Notice tone="warn">{endpoint.disabledReason}</Notice>}
      {waiting === null ? null : <p className="text-ink-2">{waiting === 0 ? t.nothing : t.text(text)}</p>}
      {error === null ? null : (
        <Notice tone="bad" title={deliveriesText.sending.failed} live>
          {error}
        </Notice>
      )}
    </Dialog>
  )
}
