import type { ReadableDb } from '../open.ts'

export function uploadReads(db: ReadableDb) {
  const find = db.prepare<[number], { id: number; size: number }>('SELECT id, size FROM uploads WHERE id = ?')
  return {
    /** `ref` is the upload's id as text, the contract's `bodyRef`. */
    findUpload: (input: { ref: string }) => (/^\d{1,16}$/.test(input.ref) ? (find.get(Number(input.ref)) ?? null) : null),
  }
}
