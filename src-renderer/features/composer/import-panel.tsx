import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import type { Imported } from '#domain/import/imported.ts'
import { call } from '../../state/api.ts'
import { composeText } from '../../strings/compose.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { importText } from './import-text.ts'

const t = composeText.import
const MAX_FILE = 32 * 1024 * 1024
/** Entries of a file that are offered: a HAR of a browser's session has thousands. */
const MAX_SHOWN = 200

/** A request from elsewhere: pasted, from a file, or a captured one. */
export function ImportPanel(props: { onImport(request: Imported): void; onCaptured(id: string): void; onClose(): void }) {
  const { onImport, onCaptured, onClose } = props
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [found, setFound] = useState<readonly Imported[]>([])
  const rows = useNewest()
  const file = useRef<HTMLInputElement>(null)
  const read = (given: string) => {
    const result = importText(given)
    setError(result.ok ? null : result.reason)
    setFound(result.ok ? result.requests : [])
    const [only, second] = result.ok ? result.requests : []
    if (only && !second) onImport(only)
  }
  const open = async (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > MAX_FILE) return setError(t.fileTooLarge)
    const given = await chosen.text().catch(() => null)
    if (given === null) return setError(t.fileFailed)
    read(given)
  }
  return (
    <section aria-label={t.title} className="flex flex-col gap-3 rounded-panel border border-line bg-panel p-3">
      {found.length > 1 ? (
        <>
          <p role="status" className="text-ink-2">
            {t.choose(found.length)} {found.length > MAX_SHOWN ? t.shown(MAX_SHOWN) : ''}
          </p>
          <ul className="flex max-h-56 flex-col overflow-auto rounded-control border border-line bg-surface p-1">
            {found.slice(0, MAX_SHOWN).map((request, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries of one file, which does not change
              <li key={index}>
                <button
                  type="button"
                  className="block min-h-7 w-full truncate rounded-control px-2 text-left font-bytes text-small hover:bg-hover"
                  onClick={() => onImport(request)}
                >
                  {request.title}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Field label={t.text} error={error}>
          <TextArea mono rows={5} value={text} placeholder={t.placeholder} onChange={event => setText(event.target.value)} />
        </Field>
      )}
      <div className="flex flex-wrap items-end gap-2">
        {found.length > 1 ? null : (
          <Button kind="primary" onClick={() => read(text)}>
            {t.open}
          </Button>
        )}
        <Button icon={<FileUp />} onClick={() => file.current?.click()}>
          {t.file}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t.file}
          accept=".har,.http,.rest,.sh,.txt,application/json,text/plain"
          onChange={event => void open(event.target.files?.[0])}
        />
        <Button kind="ghost" onClick={onClose}>
          {composeText.cancel}
        </Button>
        {rows.length > 0 && found.length < 2 ? (
          <div className="min-w-56 flex-1">
            <Field label={t.captured}>
              <Select
                value=""
                options={[
                  { value: '', label: t.chooseCaptured },
                  ...rows.map(({ id, method, path, eventType }) => ({ value: id, label: `${method} ${path}`, hint: eventType ?? '' })),
                ]}
                onChange={id => id !== '' && onCaptured(id)}
              />
            </Field>
          </div>
        ) : null}
      </div>
    </section>
  )
}

/** Notes of an import, beside the form that they speak of. */
export function ImportNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <Notice title={t.done} live>
      {notes.map(note => (
        <p key={note}>{note}</p>
      ))}
    </Notice>
  )
}

function useNewest(): readonly RequestRow[] {
  const [rows, setRows] = useState<readonly RequestRow[]>([])
  useEffect(() => {
    let wanted = true
    // Without the list the other two ways are still there.
    call('requests.list', { limit: 20 }).then(
      answer => wanted && setRows(answer.rows),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [])
  return rows
}
