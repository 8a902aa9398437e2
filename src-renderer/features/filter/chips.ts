import type { Filter } from '#domain/filter/ast.ts'
import { formatFilter } from '#domain/filter/format.ts'
import { parseFilter } from '#domain/filter/parse.ts'

/** The conditions of a filter that must all hold, each as text that stands for itself. A text that cannot be read is one part. */
export function partsOf(text: string): string[] {
  const parsed = parseFilter(text)
  if (!parsed.ok) return text.trim() === '' ? [] : [text]
  const { filter } = parsed
  return filter.kind === 'and' ? filter.parts.map(part) : [part(filter)]
}

/** Alternatives in parentheses, so that putting parts side by side keeps their meaning. */
function part(filter: Filter): string {
  return filter.kind === 'or' ? `(${formatFilter(filter)})` : formatFilter(filter)
}

/** Parts and what is still being typed, as one filter. */
export function joinParts(parts: readonly string[], draft: string): string {
  const typed = draft.trim()
  const parsed = parseFilter(typed)
  const whole = parsed.ok && parsed.filter.kind === 'or' ? `(${typed})` : typed
  return [...parts, whole].filter(Boolean).join(' ')
}

/** Why a text cannot be read as a filter, as a sentence; null when it can. */
export function filterError(text: string): string | null {
  const parsed = parseFilter(text)
  return parsed.ok ? null : parsed.message
}
