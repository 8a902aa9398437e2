import { useRef } from 'react'
import { providersText as t } from '../../../strings/providers.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextArea } from '../../../ui/input.tsx'
import { Checkbox } from '../../../ui/toggle.tsx'
import { type Scheme, withMember } from './custom-draft.ts'
import type { Problems } from './form.tsx'

const variables = [
  '{body}',
  '{timestamp}',
  '{id}',
  '{method}',
  '{url}',
  '{path}',
  '{header:X-Name}',
  '{body:data.id}',
  '{form}',
  '{secret}',
]

/** What is signed, as a template: typed, or put together from its variables. */
export function ContentField({ scheme, problems, onChange }: { scheme: Scheme; problems: Problems; onChange(scheme: Scheme): void }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const insert = (variable: string) => {
    const { selectionStart = scheme.content.length, selectionEnd = scheme.content.length } = box.current ?? {}
    onChange({ ...scheme, content: scheme.content.slice(0, selectionStart) + variable + scheme.content.slice(selectionEnd) })
    // After React has put the new text in, the place to go on writing is behind what was inserted.
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(selectionStart + variable.length, selectionStart + variable.length)
    })
  }
  return (
    <>
      <Field label={t.content} hint={t.contentHint} error={problems.error('content')}>
        <TextArea
          ref={box}
          mono
          rows={2}
          maxLength={2000}
          value={scheme.content}
          onChange={event => onChange({ ...scheme, content: event.target.value })}
        />
      </Field>
      {problems.warnings('content').map(message => (
        <p key={message} className="-mt-2 text-small text-warn">
          {message}
        </p>
      ))}
      <fieldset className="flex flex-wrap items-center gap-1">
        <legend className="sr-only">{t.insert}</legend>
        {variables.map(variable => (
          <Button key={variable} size="small" className="font-bytes font-normal" onClick={() => insert(variable)}>
            {variable}
          </Button>
        ))}
      </fieldset>
      {scheme.content.includes('{url}') ? (
        <Checkbox
          label={t.registered}
          hint={t.registeredHint}
          checked={scheme.registeredUrl === true}
          onChange={on => onChange(withMember(scheme, 'registeredUrl', on || undefined))}
        />
      ) : null}
    </>
  )
}
