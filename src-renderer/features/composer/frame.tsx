import { Send } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { composerText as t } from '../../strings/composer.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { Sent } from './sent.tsx'
import type { Sending } from './use-send.ts'

/**
 * The dialog that every kind of composing shares: what is sent on the left, where and how on the right, what became of it below.
 * It is no HTML form: Enter in a header's value must not send. Ctrl+Enter does.
 */
export function Frame(props: {
  title: string
  description: string
  onClose(): void
  sending: Sending
  /** What is being written; it is kept once it was sent, or put there as a whole (`kept` counts how often). */
  draft: unknown
  kept?: number
  /** Why it cannot be sent as it stands. */
  problem: string | null
  /** Buttons at the start of the footer. */
  aside?: ReactNode
  /** Above both columns: what kind it is, tools. */
  top?: ReactNode
  side: ReactNode
  children: ReactNode
}) {
  const { title, description, onClose, draft, kept = 0, problem, aside, top, side, children } = props
  const { send, busy, error, deliveryIds, repeated } = props.sending
  const fields = useRef<HTMLDivElement>(null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      width="wide"
      // Past what stands on top: people come here to write.
      initialFocus={() => fields.current?.querySelector<HTMLElement>('input, textarea, [role=combobox]') ?? null}
      refused={error === null ? null : { title: t.failed, text: error }}
      footer={
        <>
          {aside}
          <p role="status" className="min-w-0 flex-1 text-ink-2 text-small">
            {problem}
          </p>
          <CloseButton>{t.close}</CloseButton>
          <Button kind="primary" icon={<Send />} disabled={busy || problem !== null} onClick={send}>
            {busy ? t.sending : deliveryIds === null ? t.send : t.sendAgain}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the Send button does */}
      <div
        className="flex flex-col gap-4"
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || problem !== null) return
          event.preventDefault()
          send()
        }}
      >
        <Unsaved key={`${kept} ${deliveryIds?.join()}`} draft={draft} />
        {top}
        {deliveryIds === null ? null : <Sent ids={deliveryIds} repeated={repeated} />}
        <div ref={fields} className="grid gap-5 md:grid-cols-[minmax(0,1fr)_19rem]">
          <div className="flex min-w-0 flex-col gap-4">{children}</div>
          <div className="flex min-w-0 flex-col gap-4">{side}</div>
        </div>
      </div>
    </Dialog>
  )
}
