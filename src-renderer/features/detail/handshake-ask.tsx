import { useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'

/** What a handshake asks its owner before anything is done: to visit a confirmation link, or to take a new secret. */
export function HandshakeAsk({ request }: { request: RequestDetail }) {
  const ask = request.handshakeAsk
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  if (!ask) return null
  const words = t.handshakeAsk[ask.kind]
  if (done || ask.doneAt !== undefined) return <Notice tone="ok" title={words.done} />

  const confirm = async () => {
    setBusy(true)
    try {
      await call('handshakes.confirm', { requestId: request.id })
      setDone(true)
      notify({ tone: 'ok', title: words.done })
    } catch (error) {
      notifyError(words.failed, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Notice
      tone="warn"
      title={words.title}
      actions={
        <Button kind="primary" disabled={busy} onClick={() => void confirm()}>
          {words.action}
        </Button>
      }
    >
      {ask.kind === 'confirm' ? t.handshakeAsk.confirm.text(ask.host) : t.handshakeAsk.replace.text}
    </Notice>
  )
}
