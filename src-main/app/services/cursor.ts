import { AppError } from '#contract/errors.ts'
import { formatId, type IdPrefix, parseId } from '#domain/ids.ts'

/** Page size when the caller names none. */
export const PAGE = 100

/** An opaque cursor to the id that a page starts below; null = from the newest. @throws AppError `invalid_input` */
export function readCursor(prefix: IdPrefix, before: string | undefined): number | null {
  if (before === undefined) return null
  const id = parseId(prefix, before)
  if (id === null)
    throw new AppError('invalid_input', `"${before}" is not a cursor of this list; pass the \`next\` of an earlier response.`)
  return id
}

/** The `next` of an answer, as an object to spread; nothing on the last page. */
export function nextOf(prefix: IdPrefix, next: number | null): { next?: string } {
  return next === null ? {} : { next: formatId(prefix, next) }
}
