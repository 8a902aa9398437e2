import { useEffect, useState } from 'react'
import type { DraftRow } from '#contract/drafts.ts'
import type { Imported } from '#domain/import/imported.ts'
import { fetchBody } from '../../link/bodies.ts'
import { call } from '../../state/api.ts'
import { app } from '../../state/store.ts'
import { composeText as t } from '../../strings/compose.ts'
import { notify, notifyError } from '../../ui/toast.tsx'
import { fromCaptured } from './import-text.ts'
import { draftOf, formOf, headerRows, importedForm, newRequest, type RequestForm } from './request-draft.ts'
import { EDIT_LIMIT } from './text-edit.ts'

/** The request in the editor, where it came from, and what can be put into it. */
export function useRequestForm(requestId: string | null) {
  const [form, setForm] = useState<RequestForm>(() => newRequest(app().endpoints))
  const [notes, setNotes] = useState<readonly string[]>([])
  /** The saved or sent request that was opened. */
  const [opened, setOpened] = useState<DraftRow | null>(null)
  /** How often the form became one that is kept elsewhere: captured, saved, sent. What is imported is kept nowhere. */
  const [kept, setKept] = useState(0)
  const isKept = () => setKept(times => times + 1)

  const put = (next: RequestForm, of: DraftRow | null, told: readonly string[]) => {
    setForm(next)
    setOpened(of)
    setNotes(told)
  }
  const takeCaptured = async (id: string) => {
    try {
      const request = await call('requests.get', { id })
      const { bytes } = request.size > 0 ? await fetchBody({ requestId: id }, { from: 0, to: EDIT_LIMIT + 1 }) : { bytes: new Uint8Array() }
      const taken = fromCaptured(request, bytes)
      const source = app().sources.find(candidate => candidate.id === request.sourceId)
      const start = newRequest(app().endpoints.filter(({ id: endpoint }) => source?.forwardTo.includes(endpoint) ?? true))
      const base = start.to.kind === 'endpoint' ? start : newRequest(app().endpoints)
      const signs = source && source.provider !== null && source.secrets.length > 0
      put(
        {
          ...base,
          method: taken.method,
          path: taken.url,
          headers: headerRows(taken.headers),
          body: taken.body,
          sign: signs ? `source:${source.id}` : 'none',
        },
        null,
        taken.notes,
      )
      isKept()
    } catch (error) {
      notifyError(t.import.failed, error)
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the dialog was opened on
  useEffect(() => {
    if (requestId !== null) void takeCaptured(requestId)
  }, [requestId])

  return {
    form,
    notes,
    opened,
    kept,
    takeCaptured,
    change: (patch: Partial<RequestForm>) => setForm(before => ({ ...before, ...patch })),
    takeImported: (request: Imported) => put(importedForm(form, request), null, request.notes),
    async open(row: DraftRow) {
      try {
        put(formOf((await call('drafts.get', { id: row.id })).draft, row.id), row, [])
        isKept()
        notify({ id: 'draft', title: t.kept.loaded(row.name ?? t.kept.row(row.method, row.address)) })
      } catch (error) {
        notifyError(t.kept.failed, error)
      }
    },
    /** @throws Error with a sentence */
    async save(name: string, id: string | null) {
      const row = await call('drafts.save', { ...(id === null ? {} : { id }), name, draft: draftOf(form), ...fromOf(form) })
      setOpened(row)
      setForm(before => ({ ...before, from: row.id }))
      isKept()
      notify({ id: 'draft', tone: 'ok', title: t.save.saved(row.name ?? '') })
    },
    async send(): Promise<string[]> {
      const { deliveryIds } = await call('drafts.send', {
        draft: draftOf(form),
        ...(form.sign === 'secret' && form.secret !== '' ? { secret: form.secret } : {}),
        ...fromOf(form),
      })
      return deliveryIds
    },
  }
}

const fromOf = ({ from }: RequestForm) => (from === null ? {} : { from })
