import type { ReactNode } from 'react'
import { overviewText as t } from '../../strings/overview.ts'
import { count } from '../../ui/format.ts'
import { Chart } from './chart.tsx'
import type { EndpointLine, SourceLine } from './sums.ts'

const { columns } = t

export function IncomingTable({ lines }: { lines: readonly (SourceLine & { name: string })[] }) {
  return (
    <Table
      title={t.sources}
      none={t.noSources}
      heads={[columns.requests, columns.failed, columns.duplicates, columns.refused]}
      empty={lines.length === 0}
    >
      {lines.map(line => (
        <tr key={line.id ?? ''} className="border-line border-t">
          <Name>{line.name}</Name>
          <td className="px-2 py-1">
            <Chart name={line.name} points={line.points} />
          </td>
          <Figure>{count(line.requests)}</Figure>
          <Figure bad={line.failed > 0}>{share(line.failed, line.requests)}</Figure>
          <Figure>{share(line.duplicates, line.requests)}</Figure>
          <Figure>{share(line.refused, line.requests)}</Figure>
        </tr>
      ))}
    </Table>
  )
}

export function OutgoingTable({ lines }: { lines: readonly (EndpointLine & { name: string })[] }) {
  return (
    <Table
      title={t.endpoints}
      none={t.noEndpoints}
      heads={[columns.attempts, columns.errors, columns.p50, columns.p95]}
      empty={lines.length === 0}
    >
      {lines.map(line => (
        <tr key={line.id ?? ''} className="border-line border-t">
          <Name>{line.name}</Name>
          <td className="px-2 py-1">
            <Chart name={line.name} points={line.points} />
          </td>
          <Figure>{count(line.attempts)}</Figure>
          <Figure bad={line.failed > 0}>{share(line.failed, line.attempts)}</Figure>
          <Figure>{t.within(line.p50)}</Figure>
          <Figure>{t.within(line.p95)}</Figure>
        </tr>
      ))}
    </Table>
  )
}

const share = (n: number, all: number): string => (n === 0 ? t.none : `${count(n)} · ${t.share(n, all)}`)

interface TableProps {
  title: string
  none: string
  heads: readonly string[]
  empty: boolean
  children: ReactNode
}

function Table({ title, none, heads, empty, children }: TableProps) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {empty ? (
        <p className="text-ink-3">{none}</p>
      ) : (
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
                  <th key={head} scope="col" className="px-2 py-1 text-right font-normal">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Name({ children }: { children: string }) {
  return (
    <th scope="row" title={children} className="truncate px-3 py-1 text-left font-normal">
      {children}
    </th>
  )
}

function Figure({ children, bad }: { children: string; bad?: boolean }) {
  return <td className={`px-2 py-1 text-right tabular-nums ${bad ? 'text-bad' : 'text-ink-2'}`}>{children}</td>
}
