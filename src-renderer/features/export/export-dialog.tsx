import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { InputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { exportText as t } from '../../strings/export.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { bytes } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Checkbox } from '../../ui/toggle.tsx'

type Form = InputOf<'requests.export'>['as']
const forms = (Object.keys(t.forms) as Form[]).map(value => ({ value, ...t.forms[value] }))
const FILES: Readonly<Record<Form, readonly [ending: string, type: string]>> = {
  curl: ['sh', 'text/x-shellscript'],
  har: ['har', 'application/json'],
  fetch: ['js', 'text/javascript'],
  http: ['http', 'text/plain'],
  json: ['json', 'application/json'],
  vitest: ['test.ts', 'text/plain'],
}
/** The core exports at most this many at a time. */
const LIMIT = 100
/** Letters that are shown: the page must stay quick with 64 MiB of bodies. */
const SHOWN = 100_000

/** Requests as text for another tool, to copy or to keep as a file. */
export function ExportDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const [form, setForm] = useState<Form>('curl')
  const [clear, setClear] = useState(false)
  const made = useExport(ids.slice(0, LIMIT), form, clear)
  const text = made?.text ?? null
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title(Math.min(ids.length, LIMIT))}
      description={t.description}
      width="wide"
      footer={
        text === null ? null : (
          <>
            <CopyButton value={text}>{t.copy}</CopyButton>
            <Button kind="primary" icon={<Download />} onClick={() => save(text, form)}>
              {t.download}
            </Button>
          </>
        )
      }
    >
      {ids.length > LIMIT ? <Notice tone="warn">{t.tooMany(LIMIT)}</Notice> : null}
      <div className="grid items-start gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <Field label={t.as}>
          <Select<Form> value={form} options={forms} onChange={setForm} />
        </Field>
        <div className="sm:pt-6">
          <Checkbox label={t.credentials} hint={t.credentialsHint} checked={clear} onChange={setClear} />
        </div>
      </div>
      {made?.error ? (
        <Notice tone="bad" title={t.failed} live>
          {made.error}
        </Notice>
      ) : null}
      {made === null ? <p role="status">{t.making}</p> : null}
      {text === null ? null : (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get to it.
          tabIndex={0}
          aria-label={t.preview}
          className="max-h-[50vh] overflow-auto rounded-control border border-line bg-sunken p-3"
        >
          <pre className="select-text whitespace-pre-wrap break-all font-bytes text-small">{text.slice(0, SHOWN)}</pre>
        </section>
      )}
      {text !== null && text.length > SHOWN ? <p className="text-ink-2 text-small">{t.cut(bytes(SHOWN), bytes(text.length))}</p> : null}
    </Dialog>
  )
}

type Made = { readonly text: string; readonly error: null } | { readonly text: null; readonly error: string }

/** Null while it is being made. */
function useExport(ids: readonly string[], form: Form, clear: boolean): Made | null {
  const key = `${form} ${clear} ${ids.join()}`
  const [made, setMade] = useState<{ key: string; result: Made } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for them; `ids` is a new list on every render
  useEffect(() => {
    let wanted = true
    call('requests.export', { ids: [...ids], as: form, ...(clear ? { includeCredentials: true } : {}) }).then(
      ({ text }) => wanted && setMade({ key, result: { text, error: null } }),
      (error: unknown) => wanted && setMade({ key, result: { text: null, error: messageOf(error) } }),
    )
    return () => {
      wanted = false
    }
  }, [key])
  return made?.key === key ? made.result : null
}

function save(text: string, form: Form): void {
  const [ending, type] = FILES[form]
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = `hookbench-requests.${ending}`
  link.click()
  URL.revokeObjectURL(url)
}
