import { type ReactNode, useId, useState } from 'react'
import type { AlertChannel, AlertSettings } from '#contract/alert-channels.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { alertsText } from '../../strings/alerts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'

const t = alertsText.channels

/** Sends a test by a channel and says in place how that went. */
export function TestButton({ channel, disabled = false }: { channel: AlertChannel; disabled?: boolean }) {
  const why = useId()
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
        <Button size="small" disabled={busy || disabled} {...(disabled ? { 'aria-describedby': why } : {})} onClick={() => void test()}>
          {busy ? t.testing : channel === 'native' ? t.nativeTest : t.test}
        </Button>
        {disabled ? (
          <span id={why} className="ml-2 text-ink-3 text-small">
            {t.unsaved}
          </span>
        ) : null}
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
      {/* Whether it is another than what is stored, not what it is: settings that were saved elsewhere, or tidied up, are no draft. */}
      <Unsaved draft={changed} />
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
