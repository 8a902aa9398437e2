import type { RequestDifferences } from '#contract/event-methods.ts'
import { eventsText as t } from '../../strings/events.ts'
import { bytes } from '../../ui/format.ts'

/** How a Request differs from the one before it: a line when it does not, else the headers side by side and what became of the body. */
export function Differences({ of: { headers, body, sizeBefore, sizeAfter } }: { of: RequestDifferences }) {
  if (headers.length === 0 && body === 'same') return <p className="text-ink-2 text-small">{t.identical}</p>
  return (
    <div className="flex min-w-0 flex-col gap-1 text-small">
      <p className={body === 'same' ? 'text-ink-2' : 'font-medium text-warn'}>
        {body === 'same' ? t.sameBody : t.changedBody(bytes(sizeBefore), bytes(sizeAfter))}
      </p>
      {headers.length === 0 ? null : (
        <details>
          <summary className="inline-flex min-h-6 cursor-default items-center rounded-small text-ink-2">
            {t.headers(headers.length)}
          </summary>
          <table className="mt-1 w-full table-fixed border-collapse text-left">
            <caption className="sr-only">{t.headers(headers.length)}</caption>
            <thead>
              <tr className="border-line border-b text-ink-3">
                <th scope="col" className="py-0.5 pr-2 font-normal">
                  {t.header.name}
                </th>
                <th scope="col" className="py-0.5 pr-2 font-normal">
                  {t.header.before}
                </th>
                <th scope="col" className="py-0.5 font-normal">
                  {t.header.after}
                </th>
              </tr>
            </thead>
            <tbody className="font-bytes">
              {headers.map(({ name, a, b }) => (
                <tr key={name} className="border-line border-b align-top">
                  <th scope="row" className="break-words py-1 pr-2 font-normal text-ink-2">
                    {name}
                  </th>
                  <td className="break-all py-1 pr-2">
                    <Values of={a} />
                  </td>
                  <td className="break-all py-1">
                    <Values of={b} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  )
}

/** All values of a name, each on a line; null = the name is not there. */
function Values({ of: values }: { of: readonly string[] | null }) {
  if (values === null) return <span className="text-ink-3 italic">{t.header.none}</span>
  return <span className="whitespace-pre-wrap">{values.join('\n')}</span>
}
