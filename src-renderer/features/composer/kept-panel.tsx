import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DraftRow } from '#contract/drafts.ts'
import { call } from '../../state/api.ts'
import { composeText } from '../../strings/compose.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { notifyError } from '../../ui/toast.tsx'

const t = composeText.kept

/** Saved requests, and what was sent from here; either opens in the form. */
export function KeptPanel({ onOpen }: { onOpen(row: DraftRow): void }) {
  const [rows, setRows] = useState<readonly DraftRow[]>([])
  useEffect(() => {
    let wanted = true
    call('drafts.list', {}).then(
      answer => wanted && setRows(answer.rows),
      error => notifyError(t.loadFailed, error),
    )
    return () => {
      wanted = false
    }
  }, [])
  const forget = async (id: string) => {
    try {
      await call('drafts.delete', { id })
      setRows(before => before.filter(row => row.id !== id))
    } catch (error) {
      notifyError(t.failed, error)
    }
  }
  const list = (title: string, none: string, of: readonly DraftRow[]) => (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1">
      <h3 className="font-medium text-small">{title}</h3>
      {of.length === 0 ? (
        <p className="text-ink-2 text-small">{none}</p>
      ) : (
        <ul className="flex max-h-56 flex-col overflow-auto rounded-control border border-line bg-surface p-1">
          {of.map(row => (
            <li key={row.id} className="flex items-center gap-1">
              <button
                type="button"
                className="flex min-h-8 min-w-0 flex-1 flex-col justify-center rounded-control px-2 py-0.5 text-left hover:bg-hover"
                onClick={() => onOpen(row)}
              >
                {row.name === null ? null : <span className="max-w-full truncate font-medium">{row.name}</span>}
                <span className="flex max-w-full gap-2 text-ink-2 text-small">
                  <span className="min-w-0 truncate font-bytes">{t.row(row.method, row.address)}</span>
                  {row.name === null ? <RelativeTime at={row.createdAt} /> : null}
                </span>
              </button>
              <IconButton
                size="small"
                icon={<X />}
                label={t.remove(row.name ?? t.row(row.method, row.address))}
                onClick={() => void forget(row.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
  return (
    <div className="grid gap-4 rounded-panel border border-line bg-panel p-3 sm:grid-cols-2">
      {list(
        t.saved,
        t.noneSaved,
        rows.filter(row => row.name !== null),
      )}
      {list(
        t.history,
        t.noneSent,
        rows.filter(row => row.name === null),
      )}
    </div>
  )
}

/** Asks for the name to save under; the request that is open may be updated instead. */
export function SavePanel(props: { open: DraftRow | null; onSave(name: string, id: string | null): Promise<void>; onClose(): void }) {
  const { open, onSave, onClose } = props
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const save = (as: string, id: string | null) =>
    void onSave(as, id).catch((refusal: unknown) => setError(refusal instanceof Error ? refusal.message : String(refusal)))
  const s = composeText.save
  return (
    <form
      aria-label={s.open}
      noValidate
      className="flex flex-wrap items-start gap-2 rounded-panel border border-line bg-panel p-3"
      onSubmit={event => {
        event.preventDefault()
        save(name, null)
      }}
    >
      <div className="min-w-56 flex-1">
        <Field label={s.name} hint={s.hint} error={error}>
          <Input value={name} maxLength={80} placeholder={s.placeholder} onChange={event => setName(event.target.value)} />
        </Field>
      </div>
      <div className="flex flex-wrap gap-2 pt-6">
        <Button type="submit" kind="primary">
          {s.save}
        </Button>
        {open?.name ? <Button onClick={() => save(open.name ?? '', open.id)}>{s.update(open.name)}</Button> : null}
        <Button kind="ghost" onClick={onClose}>
          {composeText.cancel}
        </Button>
      </div>
    </form>
  )
}
