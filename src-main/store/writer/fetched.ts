import type { WritableDb } from '../open.ts'

export type StoredNote = (id: number, note: string) => void

/** Notes on a Request where it is from. Apart from the capture's own statement, which is spared a column that is nearly always empty. */
export function noteStatement(db: WritableDb): StoredNote {
  const set = db.prepare('UPDATE requests SET note = ? WHERE id = ?')
  return (id, note) => void set.run(note, id)
}
