import type { InputOf } from '#contract/methods.ts'
import type { Source } from '#contract/sources.ts'
import { sourcesText as t } from '../../strings/sources.ts'

/** What a Source takes for the same Event, and what becomes of it, while it is edited. */
export interface DuplicateDraft {
  readonly policy: Source['onDuplicate']
  readonly windowMs: number
  readonly key: 'none' | 'header' | 'path'
  readonly keyValue: string
  readonly byBody: boolean
  readonly asVendor: boolean
}

const WEEK = 7 * 86_400_000

export function duplicateDraft(source: Source | undefined): DuplicateDraft {
  const key = source?.duplicateKey ?? null
  return {
    policy: source?.onDuplicate ?? 'suppress',
    windowMs: source?.duplicateWindowMs ?? WEEK,
    key: key === null ? 'none' : 'header' in key ? 'header' : 'path',
    keyValue: key === null ? '' : 'header' in key ? key.header : key.path,
    byBody: source?.suppressByBody ?? false,
    asVendor: source?.asVendor ?? false,
  }
}

export function duplicateErrors({ key, keyValue }: DuplicateDraft): { key?: string } {
  return key !== 'none' && keyValue.trim() === '' ? { key: t.duplicates.keyMissing } : {}
}

export function duplicateInput(draft: DuplicateDraft) {
  const value = draft.keyValue.trim()
  return {
    onDuplicate: draft.policy,
    duplicateWindowMs: draft.windowMs,
    duplicateKey: draft.key === 'none' ? null : draft.key === 'header' ? { header: value } : { path: value },
    suppressByBody: draft.byBody,
    asVendor: draft.asVendor,
  } satisfies InputOf<'sources.save'>
}
