import type { ReactNode } from 'react'
import type { CheckResult } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { count } from '../../ui/format.ts'
import { Section } from './section.tsx'

const t = checkText.load

/** Answers and answer times under bursts and the storm of retries. */
export function LoadTable({ results }: { results: readonly CheckResult[] }) {
  const heads = [t.requests, t.accepted, t.refused, t.errors, t.unanswered, t.p50, t.p95, t.p99, t.max]
  return (
    <Section title={t.title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in a narrow window, so the keyboard must get to it. */}
      <section tabIndex={0} aria-label={t.table} className="overflow-x-auto rounded-panel border border-line">
        <table className="w-full border-collapse whitespace-nowrap text-right text-small tabular-nums">
          <caption className="sr-only">{t.title}</caption>
          <thead className="text-ink-3">
            <tr>
              <th scope="col" className="px-2 py-1.5 first:pl-3 last:pr-3 text-left font-medium">
                {t.name}
              </th>
              {heads.map(head => (
                <th key={head} scope="col" className="px-2 py-1.5 first:pl-3 last:pr-3 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map(({ id, title, load }) =>
              load === null ? null : (
                <tr key={id} className="border-line border-t">
                  <th scope="row" className="px-2 py-1.5 first:pl-3 last:pr-3 text-left font-normal">
                    {title}
                  </th>
                  <Cell>{count(load.requests)}</Cell>
                  <Cell>{count(load.accepted)}</Cell>
                  <Cell>{count(load.refused)}</Cell>
                  <Cell bad={load.serverErrors > 0}>{count(load.serverErrors)}</Cell>
                  <Cell bad={load.unanswered > 0}>{count(load.unanswered)}</Cell>
                  {[load.p50, load.p95, load.p99, load.max].map((ms, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: four columns of a fixed order
                    <Cell key={index}>{checkText.took(ms)}</Cell>
                  ))}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
    </Section>
  )
}

function Cell({ bad = false, children }: { bad?: boolean; children: ReactNode }) {
  return <td className={`px-2 py-1.5 first:pl-3 last:pr-3 ${bad ? 'font-medium text-bad' : ''}`}>{children}</td>
}
