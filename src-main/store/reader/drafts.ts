import { DRAFT_COLUMNS, type DraftRecord } from '../draft-row.ts'
import type { ReadableDb } from '../open.ts'

export function draftReads(db: ReadableDb) {
  const saved = db.prepare<[], DraftRecord>(`SELECT ${DRAFT_COLUMNS} FROM drafts WHERE name IS NOT NULL ORDER BY name COLLATE NOCASE, id`)
  const sent = db.prepare<[], DraftRecord>(`SELECT ${DRAFT_COLUMNS} FROM drafts WHERE name IS NULL ORDER BY id DESC`)
  const one = db.prepare<[number], DraftRecord & { sealed: string }>('SELECT * FROM drafts WHERE id = ?')
  return {
    /** Those with a name by name, then what was sent, newest first. */
    listDrafts: (_: null): DraftRecord[] => [...saved.all(), ...sent.all()],
    findDraft: ({ id }: { id: number }) => one.get(id) ?? null,
  }
}
