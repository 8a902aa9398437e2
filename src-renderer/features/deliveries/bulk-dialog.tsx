import { useEffect, useState } from 'react'
import type { DeliveryGroup } from '#contract/deliveries.ts'
import { reasonTitle } from '#domain/delivery/reason.ts'
import { messageOf } from '#domain/error-text.ts'
import { canSend } from '../../commands/delivery-work.ts'
import { call } from '../../state/api.ts'
import type { DeliveryQuestion } from '../../state/deliveries-view.ts'
import { startJob } from '../../state/jobs.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { useEndpointOptions } from './endpoint-options.ts'

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

interface Matching {
  /** How many dead letters the choice is about, or why that is not known; '' until it is. */
  readonly said: string
  /** It is about none. */
  readonly none: boolean
}
const unknown: Matching = { said: '', none: false }

/** What the choice is about. Asked again when some come or go. @param sendable whether a group's Endpoint can take what is retried */
function useMatching(
  endpointId: string,
  reason: string,
  choice: Since,
  text: string,
  sendable: (group: DeliveryGroup) => boolean,
): Matching {
  const told = useApp(state => state.deliveries.groups)
  const endpoints = useApp(state => state.endpoints)
  const [found, setFound] = useState(unknown)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` and `endpoints` are no part of the question but a reason to ask it again.
  useEffect(() => {
    const since = sinceOf(choice, text, Date.now())
    if (since === null) return setFound(unknown)
    let current = true
    call('deliveries.groups', { ...(endpointId === '' ? {} : { endpointId }), ...(since === undefined ? {} : { since }) })
      .then(({ rows, complete }) => {
        const count = rows
          .filter(group => (reason === '' || group.reason === reason) && sendable(group))
          .reduce((sum, group) => sum + group.count, 0)
        if (current) setFound({ said: t.matching(count, complete), none: count === 0 && complete })
      })
      .catch(failure => {
        if (current) setFound({ said: messageOf(failure), none: false })
      })
    return () => {
      current = false
    }
  }, [endpointId, reason, choice, text, told, endpoints])
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
  const [sinceWrong, setSinceWrong] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ofEndpoint = groups.filter(group => endpointId === '' || group.endpointId === endpointId)
  const reasons = new Map(ofEndpoint.map(group => [group.reason, group.title]))
  // The one that is chosen stays, and stays readable, where there is none of it.
  if (reason !== '' && !reasons.has(reason)) reasons.set(reason, reasonTitle(reason))
  const options = useEndpointOptions(endpointId)
  const nowhere = action === 'retry' && endpointId !== '' && !canSend(endpointId, endpoints)
  const matching = useMatching(endpointId, reason, since, at, group => action === 'purge' || canSend(group.endpointId))

  // What was said of the time no longer holds.
  const changeSince = (choice: Since) => {
    chooseSince(choice)
    setSinceWrong(false)
  }
  const changeAt = (text: string) => {
    setAt(text)
    setSinceWrong(false)
  }

  const begin = async () => {
    const from = sinceOf(since, at, Date.now())
    if (from === null) return setSinceWrong(true)
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
          <Button type="submit" kind={action === 'retry' ? 'primary' : 'danger'} disabled={busy || nowhere || matching.none}>
            {action === 'retry' ? t.retry : t.purge}
          </Button>
        </>
      }
    >
      {options.length > 1 ? (
        <Field label={t.endpoint}>
          <Select value={endpointId} options={options} onChange={chooseEndpoint} />
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
        <Select<Since> value={since} options={sinceOptions} onChange={changeSince} />
      </Field>
      {since === 'at' ? (
        <Field label={t.sinceAt} error={sinceWrong ? t.sinceWrong : null}>
          <Input type="datetime-local" step={1} value={at} onChange={event => changeAt(event.target.value)} />
        </Field>
      ) : null}
      <p className="min-h-5 text-ink-2" aria-live="polite">
        {nowhere ? t.nowhere : matching.said}
      </p>
      {error === null ? null : (
        <Notice tone="bad" title={deliveriesText.many.failed} live>
          {error}
        </Notice>
      )}
    </Dialog>
  )
}
