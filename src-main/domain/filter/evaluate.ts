import { firstIdAt, parseId } from '../ids.ts'
import type { RequestRow } from '../request.ts'
import type { Comparison, Filter, Term } from './ast.ts'
import { valuesAtPath } from './json-path.ts'
import { resolveWhen } from './quantity.ts'
import { fold } from './words.ts'

/** A Request as a filter looks at it. The functions are called only when a term needs them; captured credentials are masked in all. */
export interface Candidate {
  readonly row: RequestRow
  /** Path with query, headers (`name: value`) and the beginning of the decoded body, in lines, folded by `fold`. */
  text(): string
  /** Flat list of names and values. */
  headers(): readonly string[]
  /** The decoded body as JSON, or a form as an object; undefined when it is neither, or too large to be looked into. */
  json(): unknown
  /** Keys of all Events that it carries. */
  eventIds(): readonly string[]
}

/** What the meaning of a filter hangs on beside the Request. `now` = ms since epoch. */
export interface FilterContext {
  readonly now: number
  readonly sources: readonly { readonly slug: string; readonly id: string }[]
}

/** Id of the Source meant by `source:`; null = the Inbox, undefined = there is no such Source. */
export function sourceIdOf(value: string, sources: FilterContext['sources']): string | null | undefined {
  if (value === 'inbox') return null
  const source = sources.find(s => fold(s.slug) === value || s.id === value)
  if (source) return source.id
  // A deleted Source still has its Requests.
  return parseId('src', value) === null ? undefined : value
}

/** Does the filter let this Request through? The meaning of the language: search.db gives the same answer, faster. */
export function evaluateFilter(filter: Filter, candidate: Candidate, context: FilterContext): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every(part => evaluateFilter(part, candidate, context))
    case 'or':
      return filter.parts.some(part => evaluateFilter(part, candidate, context))
    case 'not':
      return !evaluateFilter(filter.part, candidate, context)
    default:
      return holds(filter, candidate, context)
  }
}

function holds(term: Term, candidate: Candidate, context: FilterContext): boolean {
  const { row } = candidate
  switch (term.kind) {
    case 'text':
      return candidate.text().includes(term.text)
    case 'value':
      return valueHolds(term.field, term.value, candidate, context)
    case 'type': {
      if (row.eventType === null) return false
      const type = fold(row.eventType)
      return term.prefix ? type.startsWith(term.value) : type === term.value
    }
    case 'family':
      return Math.floor(row.replyStatus / 100) === term.family
    case 'status':
      return compareNumbers(row.replyStatus, term.op, term.value)
    case 'time': {
      // By id, as everything is ordered: an imported Request keeps the id, and so the place, that it had.
      const border = firstIdAt(resolveWhen(term.when, context.now))
      const id = parseId('req', row.id) ?? 0
      return term.side === 'after' ? id >= border : id < border
    }
    case 'size':
      return compareNumbers(row.size, term.op, term.bytes)
    case 'header':
      return headerHolds(term, candidate.headers())
    case 'json': {
      const found = valuesAtPath(candidate.json(), term.path)
      const { op, value } = term
      return op === null ? found.length > 0 : found.some(each => compareJson(each, op, value))
    }
  }
}

function valueHolds(field: (Term & { kind: 'value' })['field'], value: string, candidate: Candidate, context: FilterContext): boolean {
  const { row } = candidate
  switch (field) {
    case 'source': {
      const id = sourceIdOf(value, context.sources)
      return id !== undefined && row.sourceId === id
    }
    case 'provider':
      return row.provider !== null && fold(row.provider) === value
    case 'verdict':
      return row.verdict === value
    case 'code':
      return row.code === value
    case 'method':
      return fold(row.method) === value
    case 'label':
      return row.label === value
    case 'is':
      return marksOf(row).includes(value)
    case 'event':
      return candidate.eventIds().some(id => fold(id) === value)
  }
}

/** All that `is:` finds a row by. */
export function marksOf(row: RequestRow): string[] {
  const marks: string[] = [row.origin, row.via]
  if (row.repetition) marks.push(row.repetition)
  if (row.problem) marks.push(row.problem)
  if (row.handshake) marks.push('handshake')
  if (row.pinned) marks.push('pinned')
  if (row.note) marks.push('noted')
  if (row.label) marks.push('labelled')
  if (row.eventCount > 1) marks.push('batch')
  if (row.delivery) marks.push('forwarded')
  if (row.delivery === 'failed') marks.push('dead')
  return marks
}

export function compareNumbers(left: number, op: Exclude<Comparison, '~'>, right: number): boolean {
  switch (op) {
    case '=':
      return left === right
    case '!=':
      return left !== right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '<':
      return left < right
    case '<=':
      return left <= right
  }
}

/** `!=` asks for a header that is there with another value; `-header:x=y` also takes Requests without the header. */
function headerHolds(term: Term & { kind: 'header' }, headers: readonly string[]): boolean {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if ((headers[i] as string).toLowerCase() !== term.name) continue
    if (term.op === null) return true
    const value = fold(headers[i + 1] as string)
    if (term.op === '~' ? value.includes(term.value) : (value === term.value) === (term.op === '=')) return true
  }
  return false
}

/** Numbers are compared as numbers, also when one is written as text; everything else as text in any letter case. */
function compareJson(found: unknown, op: Comparison, value: string): boolean {
  if (typeof found === 'object' && found !== null) return op === '!='
  const text = fold(String(found))
  const wanted = fold(value)
  if (op === '~') return text.includes(wanted)
  const number = asNumber(text)
  const wantedNumber = asNumber(wanted)
  if (number !== null && wantedNumber !== null) return compareNumbers(number, op, wantedNumber)
  if (op === '=' || op === '!=') return (text === wanted) === (op === '=')
  // Texts have an order too: ISO dates are compared so. A number and a word have none.
  if (typeof found !== 'string' || number !== null || wantedNumber !== null) return false
  return compareNumbers(text < wanted ? -1 : text > wanted ? 1 : 0, op, 0)
}

function asNumber(text: string): number | null {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : null
}
