import type { CheckDetail } from '#contract/checks.ts'
import { checkText as t } from '../../strings/check.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Changes } from './changes.tsx'
import { Findings } from './findings.tsx'
import { LoadTable } from './load-table.tsx'
import { GradeTile, SeverityCounts } from './looks.tsx'
import { ReportFile } from './report-file.tsx'
import { ResultList } from './result-list.tsx'
import { useChanges } from './use-changes.ts'

/** What a run found: the grade, the findings with their fixes, and folded away what was well. */
export function Report({ detail }: { detail: CheckDetail }) {
  const changes = useChanges(detail)
  const passed = detail.results.filter(({ outcome }) => outcome === 'passed')
  const skipped = detail.results.filter(({ outcome }) => outcome === 'skipped')
  // Its C comes from what was not tried, and not from anything that was found.
  const capped = detail.grade === 'C' && detail.forgeryUntested !== null && detail.findings.medium === 0
  const loads = detail.results.filter(({ load }) => load !== null)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-panel border border-line bg-panel p-3">
        <GradeTile grade={detail.grade} />
        <div className="min-w-48 flex-1">
          <SeverityCounts findings={detail.findings} none={t.findings.none} />
          {capped ? null : <p className="mt-1 text-ink-2">{detail.grade === null ? t.grade.none : t.grade.meaning[detail.grade]}</p>}
          {detail.grade === null ? null : <p className="mt-1 text-warn">{detail.forgeryUntested}</p>}
        </div>
        <ReportFile id={detail.id} />
      </div>
      {changes === null ? null : <Changes changes={changes} />}
      <Findings detail={detail} changes={changes} />
      {loads.length > 0 ? <LoadTable results={loads} /> : null}
      {passed.length > 0 ? (
        <Disclosure title={t.rest.passed(passed.length)}>
          <ResultList results={passed} timeoutMs={detail.timeoutMs} />
        </Disclosure>
      ) : null}
      {skipped.length > 0 ? (
        <Disclosure title={t.rest.skipped(skipped.length)}>
          <ResultList results={skipped} timeoutMs={detail.timeoutMs} />
        </Disclosure>
      ) : null}
      {detail.notObservable.length > 0 ? (
        <Disclosure title={t.rest.notObservable}>
          <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-2">
            {detail.notObservable.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </>
  )
}
