import type { ReadableDb } from '../open.ts'

/** Which event keys of a Source were accepted before. */
export function claimReads(db: ReadableDb) {
  const find = db.prepare<[number, string], { request_id: number }>('SELECT request_id FROM claims WHERE source_id = ? AND key = ?')
  return {
    claimedKeys: (input: { sourceId: number; keys: readonly string[] }): string[] =>
      input.keys.filter(key => find.get(input.sourceId, key) !== undefined),
  }
}
