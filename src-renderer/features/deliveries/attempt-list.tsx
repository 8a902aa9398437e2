import type { Attempt } from '#contract/deliveries.ts'
import { detailText as t } from '../../strings/detail.ts'
import { cx } from '../../ui/cx.ts'
import { span } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { attemptResult, succeeded } from './looks.tsx'

/** Every attempt, oldest first; the chosen one is shown below. */
export function AttemptList(props: { attempts: readonly Attempt[]; chosen: Attempt | undefined; onChoose(id: string): void }) {
  const { attempts, chosen, onChoose } = props
  return (
    <ol aria-label={t.deliveries.attempts} className="max-h-72 shrink-0 overflow-auto rounded-panel border border-line">
      {attempts.map((attempt, index) => (
        <li key={attempt.id} className="border-line not-last:border-b">
          <button
            type="button"
            aria-pressed={attempt.id === chosen?.id}
            onClick={() => onChoose(attempt.id)}
            className={cx(
              'flex min-h-8 w-full items-center gap-3 px-3 text-left focus-visible:-outline-offset-2',
              attempt.id === chosen?.id ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <span className="shrink-0">{t.deliveries.attempt(index + 1)}</span>
            <span
              className={cx('min-w-0 flex-1 truncate font-medium', succeeded(attempt) ? 'text-ok' : 'text-bad')}
              title={attempt.error ?? undefined}
            >
              {attemptResult(attempt)}
            </span>
            <span className="shrink-0 text-ink-2 text-small">{span(attempt.durationMs)}</span>
            <RelativeTime at={attempt.at} className="w-12 shrink-0 text-right text-ink-3 text-small" />
          </button>
        </li>
      ))}
    </ol>
  )
}
