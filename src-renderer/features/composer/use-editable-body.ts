import type { RequestDetail } from '#contract/requests.ts'
import { useBody } from '../detail/use-body.ts'
import { EDIT_LIMIT, type EditableBody, editableBody } from './text-edit.ts'

export type CapturedBody = EditableBody | { readonly kind: 'loading' } | { readonly kind: 'failed' }

/** The captured body as the composer can hold it; large ones are not even loaded. */
export function useEditableBody(request: RequestDetail): CapturedBody {
  const tooLarge = request.size > EDIT_LIMIT
  // A size of 0 loads nothing.
  const { state } = useBody({ requestId: request.id }, tooLarge ? 0 : request.size)
  if (tooLarge) return { kind: 'kept', reason: 'large' }
  if (state.kind === 'loading') return state
  if (state.kind !== 'ready') return { kind: 'failed' }
  const encoding = request.headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
  return editableBody(state.bytes, encoding)
}
