/** One thing that may have gone wrong, undone: `value` is tried in place of what was received. */
export interface Variant<T> {
  /** Stable name, e.g. `json-compact`. */
  readonly name: string
  readonly value: T
  /** What it means when this one matches; begins with "The signature matches ..". Never holds a secret. */
  readonly explanation: string
}
