import { useEffect, useState } from 'react'
import type { CheckDetail, CheckRow } from '#contract/checks.ts'
import type { RequestRow } from '#contract/requests.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { app, useApp } from '../../state/store.ts'
import { checkText as t } from '../../strings/check.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { checkDraft, type Known } from './check-draft.ts'
import { CheckRun } from './run.tsx'
import { SetUp } from './setup.tsx'

interface Opening {
  readonly endpointId: string | null
  readonly requestId: string | null
  readonly checkId: string | null
}
type Shown =
  | { readonly view: 'set-up'; readonly request: RequestRow | null; readonly from: CheckRow | null }
  | { readonly view: 'run'; readonly id: string }

/** An Endpoint Check: its set-up, or a run. An Endpoint that has been checked before opens with its last run, which is run again at a press. */
export function CheckDialog({ onClose, ...opening }: Opening & { onClose(): void }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [error, setError] = useState<string | null>(null)
  const endpoint = useApp(state => state.endpoints.find(({ id }) => id === opening.endpointId))
  const { endpointId, requestId, checkId } = opening
  useEffect(() => {
    let current = true
    begin({ endpointId, requestId, checkId }).then(
      first => current && setShown(first),
      refusal => current && setError(messageOf(refusal)),
    )
    return () => {
      current = false
    }
  }, [endpointId, requestId, checkId])
  const show = (id: string) => setShown({ view: 'run', id })
  const anew = (from: CheckDetail | null) => setShown({ view: 'set-up', request: null, from })
  if (shown?.view === 'run') return <CheckRun id={shown.id} onShow={show} onAnew={anew} onClose={onClose} />
  if (shown) {
    return <SetUp first={() => firstDraft(shown.request, shown.from, endpointId)} endpointId={endpointId} onShow={show} onClose={onClose} />
  }
  return (
    <Dialog open onClose={onClose} title={endpoint ? t.titleOf(endpoint.name) : t.title} description={t.description} width="full">
      {error === null ? (
        <p role="status" className="text-ink-2">
          {t.loading}
        </p>
      ) : (
        <Notice tone="bad" title={t.loadFailed}>
          {error}
        </Notice>
      )}
    </Dialog>
  )
}

async function begin({ endpointId, requestId, checkId }: Opening): Promise<Shown> {
  if (checkId !== null) return { view: 'run', id: checkId }
  if (requestId !== null) return { view: 'set-up', request: await call('requests.get', { id: requestId }), from: null }
  const last = endpointId === null ? undefined : (await call('checks.list', { endpointId, limit: 1 })).rows[0]
  return last ? { view: 'run', id: last.id } : { view: 'set-up', request: null, from: null }
}

/** @param from a run whose target and signing are taken over */
function firstDraft(request: RequestRow | null, from: CheckRow | null, endpointId: string | null) {
  const { endpoints, sources, providers } = app()
  const known: Known = { endpoints, sources, providers }
  if (from === null) return checkDraft({ endpointId, request }, known)
  const there = endpoints.some(({ id }) => id === from.endpointId)
  const draft = checkDraft({ endpointId: there ? from.endpointId : null, request: null }, known)
  if (there && from.provider === draft.provider) return draft
  const [, scheme = ''] = (from.scheme ?? '').split('/')
  return { ...draft, endpointId: there ? draft.endpointId : '', url: there ? '' : from.url, provider: from.provider, scheme }
}
