import { type AlertDraft, FAILURES_IN_A_ROW, signatureAlert } from '#domain/alerts.ts'
import { parseId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import type { ConfigCache } from './config/cache.ts'

/** Counts failed verifications in a row by Source, and tells when they are too many: once, until one is verified again. */
export function watchSignatures(config: Pick<ConfigCache, 'source'>, raise: (draft: AlertDraft) => void) {
  const failures = new Map<string, number>()
  return {
    /** In order of arrival. */
    seen(rows: readonly RequestRow[]): void {
      for (const { sourceId, verdict } of rows) {
        if (sourceId === null) continue
        if (verdict === 'verified') failures.delete(sourceId)
        if (verdict !== 'failed') continue
        const count = (failures.get(sourceId) ?? 0) + 1
        failures.set(sourceId, count)
        const source = count === FAILURES_IN_A_ROW ? config.source(parseId('src', sourceId) ?? 0) : null
        if (source) raise(signatureAlert({ id: sourceId, name: source.name, slug: source.slug }))
      }
    },
  }
}
