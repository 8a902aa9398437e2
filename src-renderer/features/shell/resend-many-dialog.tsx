import { useState } from 'react'
import { startJob } from '../../state/jobs.ts'
import { app, useApp } from '../../state/store.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'

const t = deliveriesText.resend
type Pace = keyof typeof t.paces
const paces = (Object.keys(t.paces) as Pace[]).map(value => ({ value, ...t.paces[value] }))

/** Asks where to send several captured Requests, byte for byte as they came, then lets a job do it. */
export function ResendManyDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const endpoints = useApp(state => state.endpoints)
  const [endpointId, choose] = useState(() => app().endpoints.find(endpoint => endpoint.enabled)?.id ?? app().endpoints[0]?.id ?? '')
  const [pace, choosePace] = useState<Pace>('now')
  const [rate, setRate] = useState('1')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const rateWrong = pace === 'rate' && !(Number(rate) >= 0.01 && Number(rate) <= 1000) ? t.rateWrong : null
  const send = async () => {
    if (rateWrong !== null) return
    setBusy(true)
    const paced = pace === 'rate' ? { perSecond: Number(rate) } : pace === 'now' ? 'at-once' : pace
    try {
      await startJob({ kind: 'requests.resend', ids: [...ids], options: { to: { endpointId }, sign: 'as-received', pace: paced } })
      onClose()
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void send()}
      title={en.many.resendTitle(ids.length)}
      description={en.many.resendHint}
      width="small"
      footer={
        <>
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button type="submit" kind="primary" disabled={busy || endpointId === ''}>
            {en.many.send}
          </Button>
        </>
      }
    >
      {error === null ? null : (
        <Notice tone="bad" title={en.many.resendFailed} live>
          {error}
        </Notice>
      )}
      {endpoints.length === 0 ? (
        <Notice tone="warn">{en.many.noEndpoints}</Notice>
      ) : (
        <Field label={en.many.to}>
          <Select
            value={endpointId}
            options={endpoints.map(({ id, name, url }) => ({ value: id, label: name, hint: url }))}
            onChange={choose}
          />
        </Field>
      )}
      <Field label={t.pace} hint={t.order}>
        <Select<Pace> value={pace} options={paces} onChange={choosePace} />
      </Field>
      {pace === 'rate' ? (
        <Field label={t.rate} error={rateWrong}>
          <Input inputMode="decimal" value={rate} onChange={event => setRate(event.target.value)} />
        </Field>
      ) : null}
    </Dialog>
  )
}
