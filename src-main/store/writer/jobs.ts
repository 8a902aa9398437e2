import type { WritableDb } from '../open.ts'

export interface JobRecord {
  readonly id: number
  readonly kind: string
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  readonly input_json: string
  readonly cursor_json: string
  readonly done: number
  readonly failed: number
  readonly total: number | null
  readonly error: string | null
  readonly created_at: number
  readonly updated_at: number
}

/** Jobs that have ended are history, with secrets sealed in it: so many of the newest are kept. */
const KEPT = 200

/** Long work: its cursor is saved with its progress, so that a restart goes on at the item it was at. */
export function jobWrites(db: WritableDb, mint: () => number) {
  const insert = db.prepare(
    `INSERT INTO jobs (id, kind, state, input_json, cursor_json, done, failed, total, created_at, updated_at)
     VALUES (?, ?, 'running', ?, 'null', 0, 0, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE jobs SET state = ?, cursor_json = ?, done = ?, failed = ?, total = ?, error = ?, updated_at = ? WHERE id = ? AND state = 'running'`,
  )
  const cancel = db.prepare(`UPDATE jobs SET state = 'cancelled', updated_at = ? WHERE id = ? AND state = 'running'`)
  const forget = db.prepare(
    `DELETE FROM jobs WHERE state <> 'running' AND id < (SELECT id FROM jobs ORDER BY id DESC LIMIT 1 OFFSET ${KEPT})`,
  )
  const find = db.prepare<[number], JobRecord>('SELECT * FROM jobs WHERE id = ?')

  const get = (id: number): JobRecord => find.get(id) as JobRecord
  return {
    createJob(input: { kind: string; inputJson: string; total: number | null; now: number }): JobRecord {
      const id = mint()
      insert.run(id, input.kind, input.inputJson, input.total, input.now, input.now)
      forget.run()
      return get(id)
    },
    /** Saves progress; answers the job as it is now, which is `cancelled` when somebody has stopped it meanwhile. */
    checkpointJob(input: {
      id: number
      state: 'running' | 'done' | 'failed'
      cursorJson: string
      done: number
      failed: number
      total: number | null
      error: string | null
      now: number
    }): JobRecord {
      update.run(input.state, input.cursorJson, input.done, input.failed, input.total, input.error, input.now, input.id)
      return get(input.id)
    },
    cancelJob(input: { id: number; now: number }): JobRecord | null {
      cancel.run(input.now, input.id)
      return find.get(input.id) ?? null
    },
  }
}
