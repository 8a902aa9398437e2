import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { typesText as t } from '../../strings/types.ts'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Breaks } from './breaks.tsx'

type Form = keyof typeof t.forms
const forms = (Object.keys(t.forms) as Form[]).map(value => ({ value, label: t.forms[value] }))

/** Types of payloads, learned from those that were really received; and whether one payload is unlike them. */
export function TypesDialog({ filter, requestId, onClose }: { filter: string; requestId: string | null; onClose(): void }) {
  const [asked, setAsked] = useState(filter)
  const [name, setName] = useState('')
  const [form, setForm] = useState<Form>('typescript')
  const [learned, setLearned] = useState<OutputOf<'types.infer'> | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const learn = async () => {
    setBusy(true)
    setError(null)
    try {
      setLearned(await call('types.infer', { filter: asked, ...(name.trim() === '' ? {} : { name: name.trim() }) }))
    } catch (refusal) {
      setError(messageOf(refusal))
    }
    setBusy(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the dialog was opened for.
  useEffect(() => void learn(), [])
  return (
    <Dialog open onClose={onClose} title={t.title} width="wide" onSubmit={() => void learn()}>
      {requestId === null ? null : <Breaks requestId={requestId} />}
      <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto]">
        <Field label={t.filter}>
          <Input mono value={asked} onChange={event => setAsked(event.target.value)} />
        </Field>
        <Field label={t.name}>
          <Input value={name} placeholder={learned?.name ?? ''} onChange={event => setName(event.target.value)} />
        </Field>
        <Button type="submit" className="self-end" disabled={busy}>
          {busy ? t.learning : t.learn}
        </Button>
      </div>
      {error ? (
        <Notice tone="bad" title={t.failed}>
          {error}
        </Notice>
      ) : null}
      {learned ? (
        <>
          <div className="flex items-center gap-3">
            <Select<Form> className="w-36" label={t.form} value={form} options={forms} onChange={setForm} />
            <p className="min-w-0 flex-1 text-ink-2 text-small">{t.from(learned.samples, learned.skipped)}</p>
            <Copy value={learned[form]} what={t.copy} />
          </div>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get to it.
            tabIndex={0}
            aria-label={t.forms[form]}
            className="max-h-[50vh] overflow-auto rounded-control border border-line bg-sunken p-3"
          >
            <pre className="select-text">{learned[form]}</pre>
          </section>
        </>
      ) : null}
    </Dialog>
  )
}
