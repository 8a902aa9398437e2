import type { WritableDb } from '../open.ts'

export interface RegistrationRow {
  readonly id: number
  readonly source_id: number
  readonly record_json: string
  readonly created_at: number
  readonly updated_at: number
}

/** What Hookbench has registered at providers, and what it was about to do there. */
export function registrationWrites(db: WritableDb, mint: () => number) {
  const all = db.prepare<[], RegistrationRow>('SELECT * FROM registrations ORDER BY id')
  const put = db.prepare(
    `INSERT INTO registrations (id, source_id, record_json, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET record_json = excluded.record_json, updated_at = excluded.updated_at`,
  )
  const drop = db.prepare('DELETE FROM registrations WHERE id = ?')
  return {
    loadRegistrations: (_: null) => all.all(),
    saveRegistration(input: { id: number | null; sourceId: number; recordJson: string; now: number }): number {
      const id = input.id ?? mint()
      put.run(id, input.sourceId, input.recordJson, input.now, input.now)
      return id
    },
    deleteRegistration: (input: { id: number }) => drop.run(input.id).changes > 0,
  }
}
