import { everything, type Filter, join, type Term } from './ast.ts'
import { formatFilter } from './format.ts'
import { formatJsonPath } from './json-path.ts'
import { closedWords } from './words.ts'

/** One chip of the filter bar: a condition that must hold, as it is written and in words. */
export interface Chip {
  readonly filter: Filter
  readonly text: string
  readonly explanation: string
  /** It cannot use the index alone: rows come in as they are found. */
  readonly scan: boolean
}

/** The conditions of a filter, one chip each; an `or` at the top is one chip. */
export function termsOf(filter: Filter): Chip[] {
  const parts = filter.kind === 'and' ? filter.parts : [filter]
  return parts.map(part => ({
    filter: part,
    text: part.kind === 'or' ? `(${formatFilter(part)})` : formatFilter(part),
    explanation: explain(part),
    scan: scans(part),
  }))
}

/** The filter without its chip number `index`. */
export function withoutTerm(filter: Filter, index: number): Filter {
  const parts = filter.kind === 'and' ? filter.parts : [filter]
  const rest = parts.filter((_, i) => i !== index)
  return rest.length === 0 ? everything : join('and', rest)
}

/** The filter with one more condition that must hold; one that is there already is not repeated. */
export function withTerm(filter: Filter, term: Filter): Filter {
  const parts = filter.kind === 'and' ? filter.parts : [filter]
  const text = formatFilter(term)
  return parts.some(part => formatFilter(part) === text) ? filter : join('and', [...parts, term])
}

function scans(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.some(scans)
    case 'not':
      return scans(filter.part)
    case 'text':
      return filter.text.length < 3
    default:
      return filter.kind === 'size' || filter.kind === 'header' || filter.kind === 'json'
  }
}

/** A filter in words, to complete "Requests where ..". */
export function explain(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts
        .map(part => (part.kind === 'and' || part.kind === 'or' ? `(${explain(part)})` : explain(part)))
        .join(` ${filter.kind} `)
    case 'not':
      return `not (${explain(filter.part)})`
    default:
      return explainTerm(filter)
  }
}

const comparisons = {
  '=': 'is',
  '!=': 'is not',
  '>': 'is over',
  '>=': 'is at least',
  '<': 'is under',
  '<=': 'is at most',
  '~': 'contains',
} as const

function explainTerm(term: Term): string {
  switch (term.kind) {
    case 'text':
      return `path, headers or body contain "${term.text}"`
    case 'value':
      return explainValue(term.field, term.value)
    case 'type':
      return term.prefix ? `the event type begins with "${term.value}"` : `the event type is ${term.value}`
    case 'family':
      return `the reply was a ${term.family}xx`
    case 'status':
      return `the reply status ${comparisons[term.op]} ${term.value}`
    case 'time':
      return `it arrived ${term.side === 'after' ? 'at or after' : 'before'} ${'ago' in term.when ? `${term.when.text} ago` : term.when.text}`
    case 'size':
      return `the body size ${comparisons[term.op]} ${term.text}`
    case 'header':
      return term.op === null ? `it has a header ${term.name}` : `header ${term.name} ${comparisons[term.op]} "${term.value}"`
    case 'json': {
      const path = formatJsonPath(term.path)
      return term.op === null ? `the JSON has ${path}` : `${path} in the JSON ${comparisons[term.op]} "${term.value}"`
    }
  }
}

function explainValue(field: (Term & { kind: 'value' })['field'], value: string): string {
  if (field === 'source') return value === 'inbox' ? 'it belongs to no Source' : `the Source is ${value}`
  if (field === 'is') {
    const word = (closedWords.is as Readonly<Record<string, string>>)[value] ?? value
    return `${value}: ${word.slice(0, 1).toLowerCase()}${word.slice(1)}`
  }
  return field === 'event' ? `it carries the Event ${value}` : `the ${field} is ${value}`
}
