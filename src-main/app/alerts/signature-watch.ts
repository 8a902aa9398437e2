import { type AlertDraft, afterVerdict, clockAlert, noTrouble, type SignatureRun, signatureAlert, spikeAlert } from '#domain/alerts.ts'
import { parseId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import type { ConfigCache } from '../config/cache.ts'

/** Watches each Source's verdicts, and tells when they mean trouble. A Source with none costs one look-up a Request. */
export function watchSignatures(config: Pick<ConfigCache, 'source'>, raise: (draft: AlertDraft) => void) {
  const runs = new Map<string, SignatureRun>()
  return {
    /** In order of arrival. */
    seen(rows: readonly RequestRow[]): void {
      for (const row of rows) {
        const { sourceId } = row
        if (sourceId === null || (row.verdict !== 'failed' && !runs.has(sourceId))) continue
        const { run, trouble } = afterVerdict(runs.get(sourceId) ?? noTrouble, row)
        if (run.inARow === 0 && run.failedAt.length === 0) runs.delete(sourceId)
        else runs.set(sourceId, run)
        const source = trouble === null ? null : config.source(parseId('src', sourceId) ?? 0)
        if (!source) continue
        const named = { id: sourceId, name: source.name, slug: source.slug }
        if (trouble === 'row') raise(signatureAlert(named))
        else if (trouble === 'spike') raise(spikeAlert(named))
        else if (trouble !== null) raise(clockAlert(named, trouble))
      }
    },
  }
}
