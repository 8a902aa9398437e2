import type { Provider } from '#domain/provider.ts'
import type { ReadableDb } from '../open.ts'
import { type RequestRecord, requestColumns } from '../request-row.ts'
import { candidateReads } from '../search/content.ts'

/** Bytes of JSON that one call answers, about. */
const MOST = 8 * 1024 * 1024

/** Bodies as JSON, for looking at their shape: decoded, forms as objects, captured credentials masked. */
export function payloadReads(db: ReadableDb, providers: readonly Provider[]) {
  const candidateOf = candidateReads(db, providers)
  const find = db.prepare<[number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id = ?`)
  return {
    /** JSON text of each Request's payload; null where it is none, is too large, or no longer fits into one answer. */
    payloads({ ids }: { ids: readonly number[] }): (string | null)[] {
      let bytes = 0
      return ids.map(id => {
        const record = bytes < MOST ? find.get(id) : undefined
        const json = record ? candidateOf(record).json() : undefined
        if (json === undefined) return null
        const text = JSON.stringify(json)
        bytes += text.length
        return text
      })
    },
  }
}
