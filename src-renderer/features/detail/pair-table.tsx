import { Copy } from '../../ui/copy.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { Visible } from '../../ui/visible.tsx'

/** Names and values in order, each value with its copy button. Names keep their exact letters. */
export function PairTable(props: {
  caption: string
  name: string
  value: string
  rows: readonly (readonly [name: string, value: string])[]
  /** Completes "Copy ..". */
  what(name: string): string
  none: string
  /** What a name means, by its lower-case letters. */
  meanings?: Readonly<Record<string, string>>
}) {
  const { caption, name, value, rows, what, none, meanings } = props
  if (rows.length === 0) return <p className="p-3 text-ink-2">{none}</p>
  return (
    <table className="block w-full table-fixed border-collapse text-left @md:table">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col className="w-1/3" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{value}</th>
        </tr>
      </thead>
      <tbody className="block @md:table-row-group">
        {rows.map(([key, text], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: order is part of what was sent, and names repeat
          <tr key={index} className="flex flex-col border-line border-b align-top hover:bg-hover @md:table-row">
            <th scope="row" className="break-words px-3 pt-1.5 font-bytes font-normal text-ink-2 text-small @md:py-1.5 @md:pr-2">
              <Named name={key} meaning={meanings?.[key.toLowerCase()]} />
            </th>
            <td className="py-0.5 pr-2 pl-3 @md:pl-0">
              <div className="flex items-start gap-1">
                <span className="min-w-0 flex-1 whitespace-pre-wrap break-all py-1 font-bytes text-small [font-variant-ligatures:none]">
                  <Visible text={text} />
                </span>
                <Copy value={text} what={what(key)} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A name, and what it means on hover or focus. A button only where there is something to tell. */
function Named({ name, meaning }: { name: string; meaning: string | undefined }) {
  if (meaning === undefined) return <Visible text={name} />
  return (
    <Tooltip text={meaning}>
      <button
        type="button"
        aria-description={meaning}
        className="break-words text-left decoration-ink-3 decoration-dotted underline-offset-4 hover:underline focus-visible:underline"
      >
        <Visible text={name} />
      </button>
    </Tooltip>
  )
}
