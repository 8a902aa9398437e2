import type { RequestDetail } from '#contract/requests.ts'
import { credentialSpans } from '#domain/redact-body.ts'
import { useBody } from '../detail/use-body.ts'
import { EDIT_LIMIT, type EditableBody, editableBody } from './text-edit.ts'

export type CapturedBody =
  | EditableBody
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  /** Text with credentials in it, which is not put into a text box before they are revealed: a mask that was edited would be sent. */
  | { readonly kind: 'hidden' }

/** The captured body as the composer can hold it; large ones are not even loaded. */
export function useEditableBody(request: RequestDetail, revealed: boolean): CapturedBody {
  const tooLarge = request.size > EDIT_LIMIT
  // A size of 0 loads nothing.
  const { state } = useBody({ requestId: request.id }, tooLarge ? 0 : request.size)
  if (tooLarge) return { kind: 'kept', reason: 'large' }
  if (state.kind === 'loading') return state
  if (state.kind !== 'ready') return { kind: 'failed' }
  const header = (wanted: string) => request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
  const body = editableBody(state.bytes, header('content-encoding'))
  if (body.kind !== 'text' || revealed) return body
  return credentialSpans(request.bodyCredentials, header('content-type'), body.text).length > 0 ? { kind: 'hidden' } : body
}
