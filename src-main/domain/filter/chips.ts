import type { Filter, Term } from './ast.ts'
import { formatJsonPath } from './json-path.ts'
import { closedWords } from './words.ts'

/** What a filter, or one condition of it, means: in words, and whether the index alone can answer it. */
export interface Meaning {
  /** Completes "Requests where ..". */
  readonly words: string
  /** It cannot use the index alone: rows come in as they are found. */
  readonly scan: boolean
}

export const meaningOf = (filter: Filter): Meaning => ({ words: explain(filter), scan: scans(filter) })

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

function explain(filter: Filter): string {
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
      return term.prefix ? `the event type starts with "${term.value}"` : `the event type is ${term.value}`
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
  if (field === 'source') return value === 'inbox' ? 'it belongs to no source' : `the source is ${value}`
  if (field === 'is') {
    const word = (closedWords.is as Readonly<Record<string, string>>)[value] ?? value
    return `${value}: ${word.slice(0, 1).toLowerCase()}${word.slice(1)}`
  }
  return field === 'event' ? `it carries the event ${value}` : `the ${field} is ${value}`
}
