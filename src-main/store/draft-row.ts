/** A row of `drafts` without its sealed part; times in ms since epoch. `name` null = it was sent, `delivery_id` = as what. */
export interface DraftRecord {
  readonly id: number
  readonly name: string | null
  readonly method: string
  readonly address: string
  readonly delivery_id: number | null
  readonly created_at: number
  readonly updated_at: number
}

export const DRAFT_COLUMNS = 'id, name, method, address, delivery_id, created_at, updated_at'
