import type { CheckReport } from '#domain/check/types.ts'
import { htmlReport } from './html.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'

export type ReportFormat = 'markdown' | 'json' | 'junit' | 'html'

/** A report as a file: its text, its type, and the ending of its name. */
export function renderReport(report: CheckReport, as: ReportFormat): { text: string; contentType: string; extension: string } {
  switch (as) {
    case 'markdown':
      return { text: markdownReport(report), contentType: 'text/markdown; charset=utf-8', extension: 'md' }
    case 'json':
      return { text: `${JSON.stringify(report, null, 2)}\n`, contentType: 'application/json', extension: 'json' }
    case 'junit':
      return { text: junitReport(report), contentType: 'application/xml', extension: 'xml' }
    case 'html':
      return { text: htmlReport(report), contentType: 'text/html; charset=utf-8', extension: 'html' }
  }
}
