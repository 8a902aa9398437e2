import type { WritableDb } from '../open.ts'

export interface CheckRecord {
  readonly id: number
  readonly job_id: number | null
  readonly endpoint_id: number | null
  readonly url: string
  readonly provider: string
  readonly input_json: string
  readonly plan_json: string
  readonly summary_json: string
  readonly created_at: number
  readonly finished_at: number | null
  /** Of its job; null when that is gone. */
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | null
  readonly error: string | null
}

export const CHECK_COLUMNS = 'checks.*, jobs.state AS state, jobs.error AS error FROM checks LEFT JOIN jobs ON jobs.id = checks.job_id'

/** Runs of one target that are kept: enough to see how it went, and not the history of every commit. */
const KEPT_PER_URL = 50

/** Endpoint Checks and their results. A result is written when its scenario ends, and anew when a restart runs it again. */
export function checkWrites(db: WritableDb, mint: () => number) {
  const insert = db.prepare(
    `INSERT INTO checks (id, endpoint_id, url, provider, input_json, plan_json, summary_json, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const attach = db.prepare('UPDATE checks SET job_id = ? WHERE id = ?')
  const summarise = db.prepare('UPDATE checks SET summary_json = ?, finished_at = coalesce(?, finished_at) WHERE id = ?')
  const keep = db.prepare(
    'INSERT INTO check_results (check_id, scenario, result_json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET result_json = excluded.result_json',
  )
  const old = db.prepare<[string, number], { id: number }>('SELECT id FROM checks WHERE url = ? ORDER BY id DESC LIMIT -1 OFFSET ?')
  const removeResults = db.prepare('DELETE FROM check_results WHERE check_id = ?')
  const remove = db.prepare('DELETE FROM checks WHERE id = ?')
  const forget = (id: number): boolean => {
    removeResults.run(id)
    return remove.run(id).changes > 0
  }
  return {
    createCheck(input: {
      endpointId: number | null
      url: string
      provider: string
      inputJson: string
      planJson: string
      summaryJson: string
      now: number
    }): number {
      for (const { id } of old.all(input.url, KEPT_PER_URL - 1)) forget(id)
      const id = mint()
      insert.run(id, input.endpointId, input.url, input.provider, input.inputJson, input.planJson, input.summaryJson, input.now)
      return id
    },
    attachCheck(input: { id: number; jobId: number }): void {
      attach.run(input.jobId, input.id)
    },
    saveCheckResult(input: { id: number; scenario: string; resultJson: string }): void {
      keep.run(input.id, input.scenario, input.resultJson)
    },
    /** @param input.finishedAt null while it runs */
    summariseCheck(input: { id: number; summaryJson: string; finishedAt: number | null }): void {
      summarise.run(input.summaryJson, input.finishedAt, input.id)
    },
    deleteCheck: (input: { id: number }): boolean => forget(input.id),
  }
}
