import type { ReadableDb } from '../open.ts'
import type { ViewRecord } from '../view-row.ts'

export function viewReads(db: ReadableDb) {
  const all = db.prepare<[], ViewRecord>('SELECT * FROM views ORDER BY name COLLATE NOCASE, id')
  return { listViews: (_: null): ViewRecord[] => all.all() }
}
