import { useEffect, useState } from 'react'
import type { CustomProviderDraft, Trial } from '#contract/providers.ts'
import type { RequestRow } from '#contract/requests.ts'
import { call } from '../../../state/api.ts'
import { useApp } from '../../../state/store.ts'
import { en } from '../../../strings/en.ts'
import { providersText } from '../../../strings/providers.ts'
import { Field } from '../../../ui/field.tsx'
import { bytes, exactTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Select } from '../../../ui/select.tsx'
import { Proof } from '../../detail/verification-tab.tsx'
import { SecretInput } from '../../secrets/secret-input.tsx'
import { useTrial } from './use-trial.ts'

const t = providersText.trial
const NEWEST = 50
/** It scrolls, so the keyboard must reach it. */
const scrollable = { tabIndex: 0 }

/** The description at work: a captured Request, a secret, and the verdict that changes as one types. */
export function TrialPane({ draft, requestId }: { draft: CustomProviderDraft | null; requestId: string | null }) {
  const rows = useNewest(requestId)
  const [chosen, setChosen] = useState(requestId)
  const [secret, setSecret] = useState('')
  const shown = chosen ?? rows?.[0]?.id ?? null
  const state = useTrial(draft, shown, secret)
  return (
    <section aria-label={t.title} className="flex min-w-0 flex-col gap-3 rounded-panel border border-line bg-panel p-3">
      <h3 className="font-semibold">{t.title}</h3>
      {rows?.length === 0 ? (
        <p className="text-ink-2">{t.noRequests}</p>
      ) : (
        <>
          <Field label={t.request}>
            <Select
              value={shown ?? ''}
              options={(rows ?? []).map(row => ({ value: row.id, label: `${row.method} ${row.path}`, hint: exactTime(row.receivedAt) }))}
              onChange={setChosen}
            />
          </Field>
          <Field label={t.secret} hint={t.secretHint}>
            <SecretInput value={secret} placeholder="" onChange={setSecret} />
          </Field>
          {draft === null ? <p className="text-ink-2">{t.pending}</p> : null}
          {draft !== null && state.kind === 'failed' ? (
            <Notice tone="bad" title={t.failed} live>
              {state.message}
            </Notice>
          ) : null}
          {draft !== null && state.kind === 'done' ? <Outcome trial={state.trial} /> : null}
        </>
      )}
    </section>
  )
}

function Outcome({ trial }: { trial: Trial }) {
  const { read, produced, eventIds, eventType } = trial
  const scope = useApp(state => state.providers)
  const facts: [string, string][] = [
    [t.signatures, read.signatures === 0 ? t.none : String(read.signatures)],
    ...(read.timestamp === null
      ? []
      : [[t.timestamp, read.time === null ? read.timestamp : `${read.timestamp} (${exactTime(read.time)})`] as [string, string]]),
    ...(read.id === null ? [] : [[t.id, read.id] as [string, string]]),
    [t.events, eventIds.length === 0 ? t.none : eventIds.slice(0, 5).join(', ')],
    [t.type, eventType ?? t.none],
  ]
  return (
    <>
      <p role="status" className="sr-only">
        {`${t.verdict}: ${en.verdict[trial.verification.verdict]}`}
      </p>
      {/* The draft is known to nobody yet, so its made-up id is no name to show. */}
      <Proof
        verification={{
          ...trial.verification,
          provider: scope.some(({ id }) => id === trial.verification.provider) ? trial.verification.provider : null,
          scheme: null,
        }}
        label={t.verdict}
      />
      {trial.verification.verdict === 'failed' || read.problem === null ? null : <Notice tone="warn">{read.problem}</Notice>}
      <dl aria-label={t.read} className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 break-all font-bytes">{value}</dd>
          </div>
        ))}
      </dl>
      {produced === null ? null : (
        <div className="flex min-w-0 flex-col gap-1">
          <h4 className="font-medium text-small">{t.produced}</h4>
          {produced.missing === null ? (
            <>
              <section
                aria-label={t.produced}
                {...scrollable}
                className="max-h-48 overflow-auto rounded-control border border-line bg-sunken focus-visible:-outline-offset-2"
              >
                <pre className="whitespace-pre-wrap break-all p-2 font-bytes text-small">{produced.text}</pre>
              </section>
              <p className="text-ink-3 text-small">{t.bytes(bytes(produced.bytes), produced.cut)}</p>
            </>
          ) : (
            <p className="text-small text-warn">{t.missing(produced.missing)}</p>
          )}
        </div>
      )}
    </>
  )
}

/** The newest Requests, and the one that the form was opened for even when it is older. */
function useNewest(requestId: string | null): readonly RequestRow[] | null {
  const [rows, setRows] = useState<readonly RequestRow[] | null>(null)
  useEffect(() => {
    let stopped = false
    const load = async () => {
      const { rows: newest } = await call('requests.list', { limit: NEWEST })
      const missing = requestId !== null && !newest.some(({ id }) => id === requestId)
      const asked = missing ? [await call('requests.get', { id: requestId })] : []
      if (!stopped) setRows([...asked, ...newest])
    }
    load().catch(() => {
      if (!stopped) setRows([])
    })
    return () => {
      stopped = true
    }
  }, [requestId])
  return rows
}
