import { useEffect, useState } from 'react'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import type { DeliveryQuestion } from '../../state/deliveries-view.ts'
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

const t = deliveriesText.bulk
type Since = keyof typeof t.sinceOptions
const sinceOptions = (Object.keys(t.sinceOptions) as Since[]).map(value => ({ value, label: t.sinceOptions[value] }))
const HOUR = 3_600_000
const spans: Partial<Record<Since, number>> = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR }

/** Time of a choice, ms since epoch; undefined = any, null = a date that is none. */
function sinceOf(choice: Since, text: string, now: number): number | undefined | null {
  if (choice === 'all') return undefined
  const back = spans[choice]
  if (back !== undefined) return now - back
  const at = new Date(text).getTime()
  return Number.isNaN(at) ? null : at
}

/** A sentence: how many dead letters the choice is about, or why that is not known. Asked again when some come or go; '' until then. */
function useMatching(endpointId: string, reason: string, choice: Since, text: string): string {
  const told = useApp(state => state.deliveries.groups)
  const [found, setFound] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` is no part of the question but a reason to ask it again.
  useEffect(() => {
    const since = sinceOf(choice, text, Date.now())
    if (since === null) return setFound('')
    let current = true
    call('deliveries.groups', { ...(endpointId === '' ? {} : { endpointId }), ...(since === undefined ? {} : { since }) })
      .then(({ rows, complete }) => {
        const count = rows.filter(group => reason === '' || group.reason === reason).reduce((sum, group) => sum + group.count, 0)
        if (current) setFound(t.matching(count, complete))
      })
      .catch(failure => {
        if (current) setFound(messageOf(failure))
      })
    return () => {
      current = false
    }
  }, [endpointId, reason, choice, text, told])
  return found
}

/** Asks which dead letters, and since when, before a job retries or removes them. */
export function BulkDialog(props: { action: 'retry' | 'purge'; of: Partial<DeliveryQuestion>; onClose(): void }) {
  const { action, onClose } = props
  const endpoints = useApp(state => state.endpoints)
  const groups = useApp(state => state.deliveries.groups?.rows ?? [])
  const [endpointId, chooseEndpoint] = useState<string>(props.of.endpointId ?? '')
  const [reason, chooseReason] = useState<string>(props.of.reason ?? '')
  const [since, chooseSince] = useState<Since>('all')
  const [at, setAt] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ofEndpoint = groups.filter(group => endpointId === '' || group.endpointId === endpointId)
  const reasons = new Map(ofEndpoint.map(group => [group.reason, group.title]))
  const matching = useMatching(endpointId, reason, since, at)

  const begin = async () => {
    const from = sinceOf(since, at, Date.now())
    if (from === null) return setError(t.sinceWrong)
    setBusy(true)
    try {
      await startJob({
        kind: action === 'retry' ? 'deliveries.retry' : 'deliveries.purge',
        options: {
          state: 'failed',
          ...(endpointId === '' ? {} : { endpointId }),
          ...(reason === '' ? {} : { reason }),
          ...(from === undefined ? {} : { since: from }),
        },
      })
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
    }
  }

  const known = app().endpoints.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void begin()}
      title={action === 'retry' ? t.retryTitle : t.purgeTitle}
      description={action === 'retry' ? t.retryHint : t.purgeHint}
      width="small"
      footer={
        <>
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button type="submit" kind={action === 'retry' ? 'primary' : 'danger'} disabled={busy}>
            {action === 'retry' ? t.retry : t.purge}
          </Button>
        </>
      }
    >
      {endpoints.length > 0 ? (
        <Field label={t.endpoint}>
          <Select value={endpointId} options={[{ value: '', label: deliveriesText.anyEndpoint }, ...known]} onChange={chooseEndpoint} />
        </Field>
      ) : null}
      <Field label={t.reason}>
        <Select
          value={reason}
          options={[{ value: '', label: t.anyReason }, ...[...reasons].map(([value, label]) => ({ value, label }))]}
          onChange={chooseReason}
        />
      </Field>
      <Field label={t.since}>
        <Select<Since> value={since} options={sinceOptions} onChange={chooseSince} />
      </Field>
      {since === 'at' ? (
        <Field label={t.sinceAt}>
          <Input type="datetime-local" step={1} value={at} onChange={event => setAt(event.target.value)} />
        </Field>
      ) : null}
      <p className="min-h-5 text-ink-2" aria-live="polite">
        {matching}
      </p>
      {error === null ? null : (
        <Notice tone="bad" title={deliveriesText.many.failed} live>
          {error}
        </Notice>
      )}
    </Dialog>
  )
}
