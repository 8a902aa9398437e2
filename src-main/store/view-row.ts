/** A row of `views`: a filter with a name; times in ms since epoch. */
export interface ViewRecord {
  readonly id: number
  readonly name: string
  readonly filter: string
  readonly created_at: number
  readonly updated_at: number
}
