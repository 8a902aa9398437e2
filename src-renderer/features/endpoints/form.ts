import type { EndpointDraft, EndpointErrors } from './endpoint-draft.ts'

/** What each part of the form is given. */
export interface FormProps {
  readonly draft: EndpointDraft
  readonly errors: EndpointErrors
  onChange(patch: Partial<EndpointDraft>): void
}
