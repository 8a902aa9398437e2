import type { CheckResult } from '#contract/checks.ts'
import { checkText as t } from '../../strings/check.ts'
import { Visible } from '../../ui/visible.tsx'
import { Exchanges } from './exchange.tsx'
import { OutcomeMark } from './looks.tsx'

/** Scenarios that have ended: what was tried, what it means, and what went over the wire. `open` shows that at once. */
export function ResultList(props: { results: readonly CheckResult[]; timeoutMs: number; open?: boolean }) {
  const { results, timeoutMs, open = false } = props
  return (
    <ul className="flex flex-col gap-3">
      {results.map(result => (
        <li key={result.id} className="flex gap-2">
          <OutcomeMark outcome={result.outcome} />
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <p className="font-medium">{result.title}</p>
            <p className="text-ink-2">
              <Visible text={result.meaning} />
            </p>
            <p className="flex flex-wrap gap-x-4 text-ink-3 text-small">
              {result.durationMs === null ? null : (
                <span className={result.durationMs > timeoutMs ? 'font-medium text-bad' : ''}>
                  {t.exchange.time(result.durationMs, timeoutMs)}
                  {result.durationMs > timeoutMs ? `, ${t.exchange.late}` : ''}
                </span>
              )}
              {result.effects === null ? null : (
                <span className={result.effects.counted === result.effects.expected ? '' : 'font-medium text-bad'}>
                  {t.exchange.effects(result.effects.counted, result.effects.expected)}
                </span>
              )}
            </p>
            {result.notObservable === null ? null : <p className="text-ink-3 text-small">{result.notObservable}</p>}
            {result.exchanges.length > 0 ? <Exchanges exchanges={result.exchanges} sends={result.sends} open={open} /> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
