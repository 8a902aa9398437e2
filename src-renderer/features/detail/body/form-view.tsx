import { detailText as t } from '../../../strings/detail.ts'
import { PairTable } from '../pair-table.tsx'
import { formFields } from './form.ts'

/** An urlencoded form as a table, in order, repeated names kept. */
export function FormView({ text }: { text: string }) {
  const fields = formFields(text)
  return (
    <PairTable
      caption={t.form.caption}
      name={t.form.name}
      value={t.form.value}
      rows={fields.map(field => [field.name, field.value])}
      what={t.form.field}
      none={t.form.none}
    />
  )
}
