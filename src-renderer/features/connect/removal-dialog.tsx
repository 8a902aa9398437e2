import type { ShownCall } from '#contract/registration.ts'
import { connectText } from '../../strings/connect.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Calls } from './calls.tsx'
import type { useRemoval } from './use-removal.ts'

/** Asks before hooks are removed at the provider, with the very calls; where they are refused, it can be done without them. */
export function RemovalDialog(props: {
  removal: ReturnType<typeof useRemoval>
  title: string
  text(calls: readonly ShownCall[]): string
  action: string
  /** The same without a call. */
  forget: string
  failed: string
  onClose(): void
  onDone(): Promise<void>
}) {
  const { removal, title, text, action, forget, failed, onClose, onDone } = props
  const { calls, refused, busy, remove } = removal
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          {refused ? (
            <Button disabled={busy} onClick={() => void remove(true, onDone)}>
              {forget}
            </Button>
          ) : null}
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button kind="danger" disabled={busy || calls === null} onClick={() => void remove(false, onDone)}>
            {action}
          </Button>
        </>
      }
    >
      {refused ? (
        <Notice tone="bad" title={failed} live>
          {refused}
        </Notice>
      ) : null}
      {calls === null ? null : <p className="text-ink-2">{text(calls)}</p>}
      <Calls title={connectText.plan.call} calls={calls ?? []} />
    </Dialog>
  )
}
