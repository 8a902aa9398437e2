import { useEffect, useRef, useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { detailText as t } from '../../strings/detail.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/input.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'

/** Longest note that the core takes. */
const MAX = 4000

/** The note on a Request, and the form to change it. Ctrl+Enter saves, Esc steps back, and to leave the Request saves. */
export function Note({ request, editing, onDone }: { request: RequestDetail; editing: boolean; onDone(): void }) {
  if (editing) return <NoteForm key={request.id} request={request} onDone={onDone} />
  if (request.note === null) return null
  return (
    <p className="whitespace-pre-wrap break-words border-accent border-l-2 pl-2 text-ink-2">
      <span className="sr-only">{t.actions.note}: </span>
      {request.note}
    </p>
  )
}

function NoteForm({ request, onDone }: { request: RequestDetail; onDone(): void }) {
  const [text, setText] = useState(request.note ?? '')
  const form = useRef<HTMLFormElement>(null)
  /** What leaving would have to save; null: nothing, or a button has decided. */
  const unsaved = useRef<{ note: string | null } | null>(null)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const save = async (note: string | null) => {
    unsaved.current = null
    try {
      await call('requests.update', { id: request.id, note })
      onDone()
    } catch (error) {
      notifyError(t.actions.failed, error)
    }
  }
  const leave = () => {
    unsaved.current = null
    onDone()
  }
  const wanted = text.trim() === '' ? null : text.trim()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another Request is another form
  useEffect(
    () => () => {
      if (!unsaved.current) return
      call('requests.update', { id: request.id, ...unsaved.current }).then(
        () => notify({ id: 'note', tone: 'ok', title: t.actions.noteSaved }),
        error => notifyError(t.actions.failed, error),
      )
    },
    [],
  )
  return (
    <form
      ref={form}
      className="flex flex-col gap-2"
      onSubmit={event => {
        event.preventDefault()
        void save(wanted)
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.preventDefault()
          event.stopPropagation()
          leave()
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          void save(wanted)
        }
      }}
    >
      <Field label={t.actions.noteLabel}>
        <TextArea
          rows={2}
          maxLength={MAX}
          value={text}
          onChange={event => {
            const note = event.target.value.trim() || null
            unsaved.current = note === request.note ? null : { note }
            setText(event.target.value)
          }}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="small" kind="primary">
          {t.actions.noteSave}
        </Button>
        {request.note === null ? null : (
          <Button size="small" onClick={() => void save(null)}>
            {t.actions.noteRemove}
          </Button>
        )}
        <Button size="small" kind="ghost" onClick={leave}>
          {en.action.cancel}
        </Button>
      </div>
    </form>
  )
}
