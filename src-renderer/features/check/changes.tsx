import type { ReactNode } from 'react'
import { checkText } from '../../strings/check.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { GradeTile, OutcomeMark, SeverityBadge } from './looks.tsx'
import type { Differences } from './use-changes.ts'

const t = checkText.changes

/** Fixed, new, still there: against the run before. */
export function Changes({ changes }: { changes: Differences }) {
  const { before, after, fixed, added, remaining, changed } = changes
  const told = new Set([...fixed, ...added].flatMap(({ scenarios }) => scenarios))
  const others = changed.filter(({ id, before: was, after: is }) => !told.has(id) && was !== 'skipped' && is !== 'skipped')
  const nothing = fixed.length + added.length + others.length === 0
  return (
    <section aria-label={t.title} className="flex flex-col gap-2 rounded-panel border border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{t.title}</h3>
        <span className="text-ink-3 text-small">
          <RelativeTime at={before.createdAt} />
        </span>
        <GradeTile grade={before.grade} small />
        <span aria-hidden className="text-ink-3">
          →
        </span>
        <GradeTile grade={after.grade} small />
      </div>
      {nothing ? <p className="text-ink-2">{t.none}</p> : null}
      <Group title={t.fixed} mark="passed" findings={fixed} />
      <Group title={t.added} mark="failed" findings={added} />
      <Group title={t.remaining} mark="warning" findings={remaining} />
      {others.length > 0 ? (
        <ul className="text-ink-2 text-small">
          {others.map(({ id, title, before: was, after: is }) => (
            <li key={id}>{t.scenario(title, checkText.outcome[was], checkText.outcome[is])}</li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function Group(props: { title: string; mark: 'passed' | 'failed' | 'warning'; findings: Differences['fixed'] }): ReactNode {
  const { title, mark, findings } = props
  if (findings.length === 0) return null
  return (
    <div className="flex flex-col gap-1">
      <h4 className="font-medium text-small">{title}</h4>
      <ul className="flex flex-col gap-1">
        {findings.map(finding => (
          <li key={finding.id} className="flex items-start gap-2">
            <OutcomeMark outcome={mark} />
            <span className="min-w-0">{finding.title}</span>
            <SeverityBadge severity={finding.severity} />
          </li>
        ))}
      </ul>
    </div>
  )
}
