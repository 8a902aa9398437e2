import type { ComparedField } from '#contract/compare.ts'
import { compareText as t } from '../../strings/compare.ts'
import { Visible } from '../../ui/visible.tsx'
import { ChangeMark, rowTint } from './mark.tsx'

/** Named values side by side: what differs, or everything. */
export function FieldTable({ title, fields, only }: { title: string; fields: readonly ComparedField[]; only: boolean }) {
  const different = fields.filter(field => field.change !== 'same')
  const shown = only ? different : fields
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="flex items-baseline gap-2 font-medium">
        {title} <span className="font-normal text-ink-2 text-small">{t.differences(different.length)}</span>
      </h3>
      {shown.length === 0 ? null : (
        <div className="overflow-hidden rounded-panel border border-line">
          <table className="w-full table-fixed border-collapse text-left">
            <caption className="sr-only">{title}</caption>
            <colgroup>
              <col className="w-1/4" />
              <col />
              <col />
            </colgroup>
            <thead className="sr-only">
              <tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.left}</th>
                <th scope="col">{t.right}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(field => (
                <tr key={field.name} className={`border-line align-top not-last:border-b ${rowTint[field.change]}`}>
                  <th scope="row" className="break-words py-1.5 pr-2 pl-2 font-bytes font-normal text-ink-2 text-small">
                    <ChangeMark change={field.change} /> <Visible text={field.name} />
                  </th>
                  <Values values={field.a} />
                  <Values values={field.b} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Values({ values }: { values: readonly string[] | null }) {
  return (
    <td className="border-line border-l px-2 py-1.5 font-bytes text-small [font-variant-ligatures:none]">
      {values === null ? (
        <span className="text-ink-3">{t.absent}</span>
      ) : (
        values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: values in the order in which they came
          <p key={index} className="min-h-4 whitespace-pre-wrap break-all">
            <Visible text={value} />
          </p>
        ))
      )}
    </td>
  )
}
