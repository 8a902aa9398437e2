import type { CheckDetail } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { Visible } from '../../ui/visible.tsx'
import { groupsOf } from './groups.ts'
import { OutcomeMark } from './looks.tsx'
import type { Watched } from './use-check.ts'

const t = checkText.run

/** The system's own green and grey belong to no theme. */
const bar =
  'h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line-strong/40 [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent'

/** A run that is under way: what runs at this moment, how far it is, and how each scenario ended. */
export function Progress({ detail, watched }: { detail: CheckDetail; watched: Watched }) {
  const ended = new Map([...detail.results.map(result => [result.id, result] as const), ...watched.ended])
  const stateOf = (id: string) => ended.get(id)?.outcome ?? (watched.started.has(id) ? ('runs' as const) : ('waits' as const))
  // What will not run is no news while one watches; the report says why.
  const running = detail.scenarios.filter(({ skipped }) => skipped === null)
  const done = running.filter(({ id }) => ended.has(id)).length
  const now = running.filter(({ id }) => stateOf(id) === 'runs').map(({ title }) => title)
  return (
    <section aria-label={t.region} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <div className="flex items-baseline justify-between gap-4">
          <p role="status" className="min-w-0 truncate">
            {now.length > 0 ? t.now(now) : done === 0 ? t.starting : t.running}
          </p>
          <p className="shrink-0 text-ink-2 tabular-nums">{t.of(done, running.length)}</p>
        </div>
        <progress aria-label={t.running} className={bar} value={done} max={running.length} />
      </div>
      <div className="gap-x-6 md:columns-2">
        {groupsOf(running).map(({ group, rows }) => (
          <div key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-medium text-small">{checkText.groups[group]}</h3>
            <ul className="flex flex-col gap-1">
              {rows.map(({ id, title }) => {
                const result = ended.get(id)
                const told = result && result.outcome !== 'passed' && result.outcome !== 'skipped'
                return (
                  <li key={id} className="flex gap-2">
                    <OutcomeMark outcome={stateOf(id)} />
                    <span className={`min-w-0 ${result && result.outcome !== 'skipped' ? '' : 'text-ink-2'}`}>
                      {title}
                      {told ? (
                        <span className="block text-ink-2 text-small">
                          <Visible text={result.meaning} />
                        </span>
                      ) : null}
                    </span>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
