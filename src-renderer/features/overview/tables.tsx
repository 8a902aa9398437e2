import { overviewText as t } from '../../strings/overview.ts'
import { cx } from '../../ui/cx.ts'
import { count } from '../../ui/format.ts'
import { Chart } from './chart.tsx'
import type { EndpointLine, Point, SourceLine } from './sums.ts'

const { columns } = t

export function IncomingTable({ lines }: { lines: readonly (SourceLine & { name: string })[] }) {
  const rows = lines.map(line => ({
    ...line,
    figures: [
      count(line.requests),
      share(line.failed, line.requests),
      share(line.duplicates, line.requests),
      share(line.refused, line.requests),
    ],
  }))
  return (
    <Table
      title={t.sources}
      none={t.noSources}
      heads={[columns.requests, columns.failed, columns.duplicates, columns.refused]}
      rows={rows}
    />
  )
}

export function OutgoingTable({ lines }: { lines: readonly (EndpointLine & { name: string })[] }) {
  const rows = lines.map(line => ({
    ...line,
    figures: [count(line.attempts), share(line.failed, line.attempts), t.within(line.p50), t.within(line.p95)],
  }))
  return <Table title={t.endpoints} none={t.noEndpoints} heads={[columns.attempts, columns.errors, columns.p50, columns.p95]} rows={rows} />
}

const share = (n: number, all: number): string => (n === 0 ? t.none : `${count(n)} · ${t.share(n, all)}`)

interface Row {
  id: string | null
  name: string
  points: readonly Point[]
  failed: number
  /** In the order of the heads; the second is how many failed. */
  figures: readonly string[]
}

function Table({ title, none, heads, rows }: { title: string; none: string; heads: readonly string[]; rows: readonly Row[] }) {
  if (rows.length === 0) {
    return (
      <section>
        <h3 className="mb-1 font-semibold">{title}</h3>
        <p className="text-ink-3">{none}</p>
      </section>
    )
  }
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      <div className="overflow-x-auto rounded-panel border border-line">
        <table className="w-full min-w-[36rem] table-fixed">
          <thead>
            <tr className="text-left text-ink-3 text-micro">
              <th scope="col" className="px-3 py-1 font-normal">
                {columns.name}
              </th>
              <th scope="col" className="w-[32%] px-2 py-1 font-normal">
                {columns.time}
              </th>
              {heads.map(head => (
                <th key={head} scope="col" className="px-2 py-1 text-right font-normal last:pr-3">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.id ?? ''} className="border-line border-t">
                <th scope="row" title={row.name} className="truncate px-3 py-1 text-left font-normal">
                  {row.name}
                </th>
                <td className="px-2 py-1">
                  <Chart name={row.name} points={row.points} />
                </td>
                {row.figures.map((figure, at) => (
                  <td
                    key={heads[at]}
                    className={cx('px-2 py-1 text-right tabular-nums last:pr-3', at === 1 && row.failed > 0 ? 'text-bad' : 'text-ink-2')}
                  >
                    {figure}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
