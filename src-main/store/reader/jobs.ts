import type { ReadableDb } from '../open.ts'
import type { JobRecord } from '../writer/jobs.ts'

export function jobReads(db: ReadableDb) {
  const list = db.prepare<[], JobRecord>('SELECT * FROM jobs ORDER BY id DESC LIMIT 200')
  const find = db.prepare<[number], JobRecord>('SELECT * FROM jobs WHERE id = ?')
  const running = db.prepare<[], JobRecord>("SELECT * FROM jobs WHERE state = 'running' ORDER BY id")
  return {
    listJobs: (_: null) => list.all(),
    findJob: (input: { id: number }) => find.get(input.id) ?? null,
    runningJobs: (_: null) => running.all(),
  }
}
