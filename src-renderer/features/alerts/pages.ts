import type { Alert, AlertKind } from '#contract/alerts.ts'

/** What was loaded of the history, without a gap from its newest on; `next`: from where on there is more, undefined = that was all. */
export interface Pages {
  readonly rows: readonly Alert[]
  readonly next: string | undefined
}

/** @param before null = the page is the first */
export function withPage(before: Pages | null, page: { rows: readonly Alert[]; next?: string | undefined }): Pages {
  return { rows: [...(before?.rows ?? []), ...page.rows], next: page.next }
}

/**
 * The alerts to show, the latest happening first: those of the pages, and what the window knows newer. Of what it knows besides (an old one
 * that nobody has seen) only as much as the pages reach back, or loading older ones would put them above it.
 */
export function shownAlerts(known: readonly Alert[], kind: AlertKind | null, pages: Pages | null): Alert[] {
  const byId = new Map([...(pages?.rows ?? []), ...known.filter(alert => kind === null || alert.kind === kind)].map(row => [row.id, row]))
  // Text order of ids is order of birth, whatever their last happening was.
  const oldest = pages?.next === undefined ? '' : pages.rows.reduce((id, row) => (row.id < id ? row.id : id), '~')
  return [...byId.values()].filter(row => row.id >= oldest).sort((a, b) => b.lastAt - a.lastAt)
}
