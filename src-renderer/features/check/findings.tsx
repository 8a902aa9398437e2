import type { CheckDetail, CheckFinding } from '#contract/checks.ts'
import { checkText as t } from '../../strings/check.ts'
import { Badge } from '../../ui/badge.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { Visible } from '../../ui/visible.tsx'
import { Fix } from './fix.tsx'
import { SeverityBadge } from './looks.tsx'
import { ResultList } from './result-list.tsx'
import { Section } from './section.tsx'
import type { Differences } from './use-changes.ts'
import { useFramework } from './use-framework.ts'

/** Everything that is wrong, worst first. */
export function Findings({ detail, changes }: { detail: CheckDetail; changes: Differences | null }) {
  const findings = detail.allFindings
  const frameworks = (findings.find(({ fixes }) => fixes.length > 0)?.fixes ?? []).map(({ framework, name }) => ({
    value: framework,
    label: name,
  }))
  const [framework, setFramework] = useFramework(frameworks.map(({ value }) => value))
  if (findings.length === 0) return null
  return (
    <Section
      title={t.findings.title}
      aside={
        frameworks.length > 0 ? (
          <div className="ml-auto flex items-center gap-2">
            <span aria-hidden className="text-ink-2 text-small">
              {t.findings.framework}
            </span>
            <Select className="w-40" label={t.findings.framework} value={framework} options={frameworks} onChange={setFramework} />
          </div>
        ) : null
      }
    >
      {findings.map(finding => (
        <Finding key={finding.id} finding={finding} detail={detail} framework={framework} news={newsOf(finding, changes)} />
      ))}
    </Section>
  )
}

function newsOf({ id }: CheckFinding, changes: Differences | null): string | null {
  if (changes?.added.some(finding => finding.id === id)) return t.findings.fresh
  return changes?.remaining.some(finding => finding.id === id) ? t.findings.remains : null
}

function Finding(props: { finding: CheckFinding; detail: CheckDetail; framework: string; news: string | null }) {
  const { finding, detail, framework, news } = props
  const results = detail.results.filter(({ id }) => finding.scenarios.includes(id))
  const fix = finding.fixes.find(candidate => candidate.framework === framework) ?? finding.fixes[0]
  return (
    <article aria-label={finding.title} className="flex flex-col gap-2 rounded-panel border border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <SeverityBadge severity={finding.severity} />
        <h4 className="font-semibold">{finding.title}</h4>
        {news === null ? null : <Badge tone="quiet">{news}</Badge>}
      </div>
      <p>
        <Visible text={finding.meaning} />
      </p>
      <p className="text-ink-2">{finding.advice}</p>
      {fix ? (
        <Disclosure title={t.findings.fix(fix.name)}>
          <Fix fix={fix} finding={finding.title} />
        </Disclosure>
      ) : null}
      <Disclosure title={t.findings.scenarios(results.length)}>
        <ResultList results={results} timeoutMs={detail.timeoutMs} open />
      </Disclosure>
    </article>
  )
}
