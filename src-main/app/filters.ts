import { AppError } from '#contract/errors.ts'
import { type Filter, rowSuffices } from '#domain/filter/ast.ts'
import { type Candidate, evaluateFilter, type FilterContext } from '#domain/filter/evaluate.ts'
import { parseFilter } from '#domain/filter/parse.ts'
import { formatId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import type { ConfigCache } from './config/cache.ts'
import type { Clock } from './ports.ts'

/** Filter text to its tree; null = everything. @throws AppError `invalid_input` that says where the text is wrong */
export function filterOf(text: string | undefined): Filter | null {
  if (text === undefined || text.trim() === '') return null
  const parsed = parseFilter(text)
  if (parsed.ok) return parsed.filter
  throw new AppError('invalid_input', parsed.message, { at: parsed.at, length: parsed.length })
}

/** A predicate over summary rows, for live subscriptions. @throws AppError `invalid_input` for a filter that needs more than the row */
export function rowFilter(text: string, config: ConfigCache, clock: Clock): (row: RequestRow) => boolean {
  const filter = filterOf(text)
  if (filter === null) return () => true
  if (!rowSuffices(filter)) {
    throw new AppError(
      'invalid_input',
      'A live filter can only use what a row shows; text, header: and json: need the list (requests.list).',
    )
  }
  return row => evaluateFilter(filter, candidateOf(row), { now: clock.now(), sources: sourcesOf(config) })
}

/** Sources as the filter language names them. */
export function sourcesOf(config: ConfigCache): FilterContext['sources'] {
  return config.sources().map(source => ({ id: formatId('src', source.id), slug: source.slug }))
}

function candidateOf(row: RequestRow): Candidate {
  const eventIds = row.eventId === null ? [] : [row.eventId]
  return { row, text: () => '', headers: () => [], json: () => undefined, eventIds: () => eventIds }
}
