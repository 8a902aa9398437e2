import { type ReactNode, useState } from 'react'
import type { AlertChannel, AlertSettings } from '#contract/alert-channels.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { alertsText } from '../../strings/alerts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

const t = alertsText.channels

/** Sends a test by a channel and says in place how that went. */
export function TestButton({ channel, disabled = false }: { channel: AlertChannel; disabled?: boolean }) {
  const [result, setResult] = useState<{ ok: boolean; message: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const test = async () => {
    setBusy(true)
    try {
      setResult(await call('alerts.testChannel', { channel }))
    } catch (error) {
      setResult({ ok: false, message: messageOf(error) })
    }
    setBusy(false)
  }
  return (
    <>
      <div>
        <Button size="small" disabled={busy || disabled} title={disabled ? t.unsaved : undefined} onClick={() => void test()}>
          {busy ? t.testing : channel === 'native' ? t.nativeTest : t.test}
        </Button>
      </div>
      {result === null ? null : (
        <Notice tone={result.ok ? 'ok' : 'bad'} live>
          {result.message}
        </Notice>
      )}
    </>
  )
}

/** Save and test of one channel, why saving was refused, and how the last notice went out. */
export function ChannelActions(props: {
  channel: 'webhook' | 'email'
  changed: boolean
  wrong: boolean
  last: AlertSettings['webhook']['last']
  save(): Promise<void>
  children?: ReactNode
}) {
  const { channel, changed, wrong, last, save } = props
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    setError(null)
    try {
      await save()
    } catch (failure) {
      setError(messageOf(failure))
    }
    setBusy(false)
  }
  return (
    <>
      {error === null ? null : (
        <Notice tone="bad" title={t.failed} live>
          {error}
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <Button size="small" kind="primary" disabled={!changed || wrong || busy} onClick={() => void submit()}>
          {t.save}
        </Button>
        <TestButton channel={channel} disabled={changed} />
      </div>
      {last === null ? null : (
        <p className={last.ok ? 'text-ink-3 text-small' : 'text-bad text-small'}>
          {t.last}: {last.message} <RelativeTime at={last.at} />
        </p>
      )}
    </>
  )
}
