import type { ComparedLine } from '#contract/compare.ts'
import { compareText as t } from '../../strings/compare.ts'
import { cx } from '../../ui/cx.ts'
import { Visible } from '../../ui/visible.tsx'
import { ChangeMark, rowTint } from './mark.tsx'

/** Two texts line by line; equal lines far from a difference are left out. */
export function LineTable({ rows, more }: { rows: readonly ComparedLine[]; more: number }) {
  return (
    <div className="overflow-hidden rounded-panel border border-line">
      <table className="w-full table-fixed border-collapse text-left font-bytes text-small [font-variant-ligatures:none]">
        <caption className="sr-only">{t.body}</caption>
        <colgroup>
          <col className="w-16" />
          <col />
          <col className="w-16" />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{`${t.left} ${t.line}`}</th>
            <th scope="col">{t.left}</th>
            <th scope="col">{`${t.right} ${t.line}`}</th>
            <th scope="col">{t.right}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) =>
            row.kind === 'skip' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed answer
              <tr key={index}>
                <td colSpan={4} className="border-line border-y bg-panel px-2 py-0.5 text-center font-ui text-ink-3">
                  {t.skipped(row.lines)}
                </td>
              </tr>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed answer
              <tr key={index} className="align-top">
                <Cell
                  number={row.a}
                  text={row.left}
                  change={row.kind === 'added' ? 'same' : row.kind}
                  mark={row.kind === 'changed' ? 'removed' : row.kind}
                />
                <Cell
                  number={row.b}
                  text={row.right}
                  change={row.kind === 'removed' ? 'same' : row.kind}
                  mark={row.kind === 'changed' ? 'added' : row.kind}
                />
              </tr>
            ),
          )}
        </tbody>
      </table>
      {more > 0 ? <p className="border-line border-t px-2 py-1.5 text-ink-2">{t.more(more)}</p> : null}
    </div>
  )
}

type Kind = Exclude<ComparedLine['kind'], 'skip'>

function Cell({ number, text, change, mark }: { number: number | null; text: string; change: Kind; mark: Kind }) {
  const tint = number === null ? 'bg-panel' : change === 'same' ? '' : rowTint[mark]
  return (
    <>
      <td className={cx('select-none whitespace-nowrap border-line border-l px-1 text-right text-ink-3', tint)}>
        {number}
        {number !== null && change !== 'same' ? <ChangeMark change={mark} /> : null}
      </td>
      <td className={cx('whitespace-pre-wrap break-all px-2', tint)}>
        <Visible text={text} />
      </td>
    </>
  )
}
