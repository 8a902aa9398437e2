import type { ReadableDb } from '../open.ts'
import { CHECK_COLUMNS, type CheckRecord } from '../writer/checks.ts'

/** Endpoint Checks, newest first by id. */
export function checkReads(db: ReadableDb) {
  const all = db.prepare<[number, number], CheckRecord>(`SELECT ${CHECK_COLUMNS} WHERE checks.id < ? ORDER BY checks.id DESC LIMIT ?`)
  const ofUrl = db.prepare<[string, number, number], CheckRecord>(
    `SELECT ${CHECK_COLUMNS} WHERE url = ? AND checks.id < ? ORDER BY checks.id DESC LIMIT ?`,
  )
  const ofEndpoint = db.prepare<[number, number, number], CheckRecord>(
    `SELECT ${CHECK_COLUMNS} WHERE endpoint_id = ? AND checks.id < ? ORDER BY checks.id DESC LIMIT ?`,
  )
  const find = db.prepare<[number], CheckRecord>(`SELECT ${CHECK_COLUMNS} WHERE checks.id = ?`)
  const results = db.prepare<[number], { result_json: string }>('SELECT result_json FROM check_results WHERE check_id = ?')
  return {
    /** @param input.before id to start below; null = from the newest */
    listChecks(input: { url: string | null; endpointId: number | null; before: number | null; limit: number }): {
      rows: CheckRecord[]
      next: number | null
    } {
      const below = input.before ?? Number.MAX_SAFE_INTEGER
      const limit = input.limit + 1
      const rows =
        input.endpointId !== null
          ? ofEndpoint.all(input.endpointId, below, limit)
          : input.url !== null
            ? ofUrl.all(input.url, below, limit)
            : all.all(below, limit)
      const page = rows.slice(0, input.limit)
      return { rows: page, next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null }
    },
    findCheck: (input: { id: number }) => find.get(input.id) ?? null,
    /** The run of the same target before this one. */
    checkBefore: (input: { url: string; id: number }) => ofUrl.all(input.url, input.id, 1)[0] ?? null,
    checkResults: (input: { id: number }) => results.all(input.id).map(({ result_json }) => result_json),
  }
}
