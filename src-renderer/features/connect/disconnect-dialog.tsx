import type { Registration } from '#contract/registration.ts'
import { connectText } from '../../strings/connect.ts'
import { notify } from '../../ui/toast.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { useRemoval } from './use-removal.ts'

const t = connectText.registered

/** Asks before a hook is removed at the provider, with the very call. */
export function DisconnectDialog(props: { registration: Registration; onClose(): void; onDone(): void }) {
  const { registration, onClose, onDone } = props
  const removal = useRemoval(registration.sourceId, registration.id)
  const done = async () => {
    notify({ tone: 'ok', title: t.disconnected })
    onClose()
    onDone()
  }
  return (
    <RemovalDialog
      removal={removal}
      title={t.disconnectTitle}
      text={calls => (calls.length === 0 ? t.disconnectNote : t.disconnectText(calls.length))}
      action={t.disconnect}
      forget={t.forget}
      failed={t.disconnectFailed}
      onClose={onClose}
      onDone={done}
    />
  )
}
