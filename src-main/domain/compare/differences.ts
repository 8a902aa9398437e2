import type { FieldDifference } from './fields.ts'
import type { JsonChange } from './json.ts'
import type { LineRow } from './lines.ts'

/** How two bodies differ, in the form that says most. */
export type BodyDifference =
  | { readonly kind: 'same' }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'json'
      readonly changes: readonly JsonChange[]
      readonly more: number
      readonly rows: readonly LineRow[]
      readonly moreRows: number
    }
  | { readonly kind: 'form'; readonly fields: readonly FieldDifference[] }
  | { readonly kind: 'text'; readonly rows: readonly LineRow[]; readonly moreRows: number }
  /** Not text, or too large to be laid side by side. `at`: offset of the first byte that differs. */
  | { readonly kind: 'bytes'; readonly at: number; readonly sizeA: number; readonly sizeB: number }

export interface Comparison {
  readonly headers: readonly FieldDifference[]
  readonly query: readonly FieldDifference[]
  readonly body: BodyDifference
}
