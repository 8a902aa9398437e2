import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { CheckFinding, CheckResult, CheckRow } from '#contract/checks.ts'
import { checkText as t } from '../../strings/check.ts'
import { Badge, type Tone, toneText } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'

type Outcome = CheckResult['outcome']
export type Severity = CheckFinding['severity']

export const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[]

const outcomeTones: Record<Outcome, Tone> = { passed: 'ok', failed: 'bad', warning: 'warn', skipped: 'quiet' }
const outcomeIcons: Record<Outcome, typeof CircleX> = {
  passed: CircleCheck,
  failed: CircleX,
  warning: TriangleAlert,
  skipped: CircleDashed,
}

/** How a scenario ended, as a sign; its word is there for those who do not see it. */
export function OutcomeMark({ outcome }: { outcome: Outcome | 'runs' | 'waits' }) {
  const word = outcome === 'runs' || outcome === 'waits' ? t.run[outcome] : t.outcome[outcome]
  const Icon = outcome === 'runs' ? LoaderCircle : outcome === 'waits' ? CircleDashed : outcomeIcons[outcome]
  const tone = outcome === 'runs' ? 'info' : outcome === 'waits' ? 'quiet' : outcomeTones[outcome]
  return (
    <span className={cx('mt-0.5 shrink-0', toneText[tone])}>
      <Icon aria-hidden className={cx('size-4', outcome === 'runs' && 'animate-spin motion-reduce:animate-none')} />
      <span className="sr-only">{word}</span>
    </span>
  )
}

export const severityTone: Record<Severity, Tone> = { critical: 'bad', high: 'bad', medium: 'warn', low: 'info' }

export function SeverityBadge({ severity, count }: { severity: Severity; count?: number }) {
  return <Badge tone={severityTone[severity]}>{count === undefined ? t.severity[severity] : t.count(severity, count)}</Badge>
}

/** How many findings there are of each severity; `none` in words where there are none. */
export function SeverityCounts({ findings, none }: { findings: CheckRow['findings']; none: string }) {
  const there = severities.filter(severity => findings[severity] > 0)
  if (there.length === 0) return <span className="text-ink-2">{none}</span>
  return (
    <span className="flex flex-wrap gap-1">
      {there.map(severity => (
        <SeverityBadge key={severity} severity={severity} count={findings[severity]} />
      ))}
    </span>
  )
}

type GradeName = NonNullable<CheckRow['grade']>
const gradeLooks: Record<GradeName, string> = {
  A: 'bg-ok-soft text-ok',
  B: 'bg-ok-soft text-ok',
  C: 'bg-warn-soft text-warn',
  D: 'bg-bad-soft text-bad',
  F: 'bg-bad-soft text-bad',
}

/** A letter on a tile. */
export function GradeTile({ grade, small }: { grade: GradeName | null; small?: boolean }) {
  return (
    <span
      className={cx(
        'inline-grid shrink-0 place-items-center rounded-panel font-semibold tabular-nums',
        small ? 'size-6 rounded-small' : 'size-14 text-[1.75rem]',
        grade === null ? 'bg-quiet-soft text-ink-2' : gradeLooks[grade],
      )}
    >
      <span className="sr-only">{`${t.grade.label}: ${grade ?? t.grade.none}`}</span>
      <span aria-hidden>{grade ?? '–'}</span>
    </span>
  )
}
