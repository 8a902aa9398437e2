import { type ReportFormat, renderReport } from '#check/report/index.ts'
import { textReport } from '#check/report/text.ts'
import type { CheckReport } from '#domain/check/types.ts'

/** What the command line needs of a check, and all of it. */
export { secretRoles } from '#contract/secrets.ts'
export { atLeast } from '#domain/check/grade.ts'
export type { SecretRole } from '#domain/secret.ts'
export { runOnce } from './once.ts'
export { specDefaults } from './spec.ts'
export { withRoles } from './target-secrets.ts'

export function renderCheck(report: CheckReport, as: ReportFormat | 'text'): string {
  return as === 'text' ? textReport(report) : renderReport(report, as).text
}
