import { useState } from 'react'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

const t = listText.views

/** Names a filter, or changes the name and the filter of one that has a name. */
export function ViewDialog({ id, filter, onClose }: { id: string | null; filter: string; onClose(): void }) {
  const view = useApp(state => state.views.find(known => known.id === id))
  const [name, setName] = useState(view?.name ?? '')
  const [text, setText] = useState(filter)
  const [error, setError] = useState<string | null>(null)
  const save = async () => {
    try {
      await call('views.save', { ...(id === null ? {} : { id }), name, filter: text })
      onClose()
    } catch (refusal) {
      setError(refusal instanceof Error ? refusal.message : String(refusal))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={id === null ? t.title : t.renameTitle}
      width="small"
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button kind="primary" type="submit">
            {en.action.save}
          </Button>
        </>
      }
    >
      <Field label={t.name} error={error}>
        <Input value={name} placeholder={t.namePlaceholder} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t.filter}>
        <Input value={text} placeholder={t.everything} mono onChange={event => setText(event.target.value)} />
      </Field>
    </Dialog>
  )
}
