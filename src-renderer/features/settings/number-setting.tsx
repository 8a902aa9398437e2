import { useState } from 'react'
import { en } from '../../strings/en.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

/** A number in a unit, saved when it is left or Enter is pressed. `value` and what is saved are in ones. */
export function NumberSetting({ label, value, unit, onSave }: { label: string; value: number; unit: number; onSave(value: number): void }) {
  const shown = String(Math.round((value / unit) * 100) / 100)
  const [text, setText] = useState<string | null>(null)
  const wrong = text !== null && !(Number(text) > 0)
  const save = () => {
    if (text === null || wrong) return
    if (text !== shown) onSave(Math.round(Number(text) * unit))
    setText(null)
  }
  return (
    <Field label={label} error={wrong ? en.settings.numberWrong : null}>
      <Input
        inputMode="decimal"
        value={text ?? shown}
        onChange={event => setText(event.target.value)}
        onBlur={save}
        onKeyDown={event => event.key === 'Enter' && save()}
      />
    </Field>
  )
}
