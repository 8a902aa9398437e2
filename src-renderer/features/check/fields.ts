import type { CheckDraft, CheckErrors, Known } from './check-draft.ts'

/** What each part of the set-up is given. */
export interface FieldsProps {
  readonly draft: CheckDraft
  readonly errors: CheckErrors
  readonly known: Known
  onChange(patch: Partial<CheckDraft>): void
}
