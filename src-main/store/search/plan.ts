import type { Filter, Term } from '#domain/filter/ast.ts'
import { compareNumbers, type FilterContext, sourceIdOf } from '#domain/filter/evaluate.ts'
import { resolveWhen } from '#domain/filter/quantity.ts'
import { verdictWords } from '#domain/filter/words.ts'
import { firstIdAt } from '#domain/ids.ts'
import { ANY, facet, familyFacet, MAX_BEGINNING, MAX_VALUE, trigramsOf } from './tokens.ts'

/** How search.db narrows a filter down. Every Request that the filter lets through is within the range and the match. */
export interface Plan {
  /** FTS5 expression; true = the index cannot narrow it, false = nothing can match. */
  readonly match: string | boolean
  /** The index alone decides: nothing needs to be checked on the row. */
  readonly exact: boolean
  /** Ids from `from` (inclusive) to `to` (exclusive). */
  readonly from: number
  readonly to: number
}

/** More trigrams than this find no fewer rows, and each costs a walk of its list. */
const MAX_TRIGRAMS = 32
/** Trigrams that are next to each other have two characters in common: every other one finds hardly more, in half the time. */
const EVERY = 2

/** Plans a filter. Times at the top become a range of ids, since ids grow with time. */
export function planFilter(filter: Filter, context: FilterContext): Plan {
  const parts = filter.kind === 'and' ? filter.parts : [filter]
  let from = 0
  let to = Number.MAX_SAFE_INTEGER
  const rest: Filter[] = []
  for (const part of parts) {
    const range = rangeOf(part, context)
    if (!range) rest.push(part)
    else if (range.side === 'after') from = Math.max(from, range.border)
    else to = Math.min(to, range.border)
  }
  const { match, exact } = compile({ kind: 'and', parts: rest }, false, context)
  return { match: from >= to ? false : match, exact, from, to }
}

function rangeOf(part: Filter, context: FilterContext): { side: 'after' | 'before'; border: number } | null {
  const term = part.kind === 'not' ? part.part : part
  if (term.kind !== 'time') return null
  const side = (term.side === 'after') === (part.kind !== 'not') ? 'after' : 'before'
  return { side, border: Math.min(firstIdAt(resolveWhen(term.when, context.now)), Number.MAX_SAFE_INTEGER) }
}

type Narrowed = Pick<Plan, 'match' | 'exact'>

const unknown: Narrowed = { match: true, exact: false }

/** `negated` is carried down to the terms (De Morgan), because only there can a wider answer stay a wider answer. */
function compile(filter: Filter, negated: boolean, context: FilterContext): Narrowed {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts = filter.parts.map(part => compile(part, negated, context))
      return (filter.kind === 'and') !== negated ? allOf(parts) : anyOf(parts)
    }
    case 'not':
      return compile(filter.part, !negated, context)
    default: {
      const others = negated ? complement(filter) : null
      if (others) return anyOf(others.map(other => compileTerm(other, context)))
      const { match, exact } = compileTerm(filter, context)
      if (!negated) return { match, exact }
      if (!exact) return unknown
      return { match: typeof match === 'boolean' ? !match : `("${ANY}" NOT ${match})`, exact }
    }
  }
}

const inverse = { '=': '!=', '!=': '=', '>': '<=', '<=': '>', '<': '>=', '>=': '<' } as const

/**
 * What is left when a term with a known set of values does not hold. "All but x" walks the list of all rows when nearly all are x, and
 * `-verdict:verified` is just that; the lists of the others are short.
 */
function complement(term: Term): Term[] | null {
  if (term.kind === 'status') return [{ ...term, op: inverse[term.op] }]
  if (term.kind === 'family')
    return Array.from({ length: 10 }, (_, family) => ({ ...term, family })).filter(other => other.family !== term.family)
  if (term.kind !== 'value' || term.field !== 'verdict') return null
  return Object.keys(verdictWords).flatMap(value => (value === term.value ? [] : [{ ...term, value }]))
}

function allOf(parts: readonly Narrowed[]): Narrowed {
  if (parts.some(part => part.match === false)) return { match: false, exact: true }
  const matches = parts.map(part => part.match).filter(match => typeof match === 'string')
  return { match: matches.length === 0 ? true : grouped(matches, 'AND'), exact: parts.every(part => part.exact) }
}

function anyOf(parts: readonly Narrowed[]): Narrowed {
  if (parts.some(part => part.match === true)) return { match: true, exact: parts.some(part => part.match === true && part.exact) }
  const matches = parts.map(part => part.match).filter(match => typeof match === 'string')
  return { match: matches.length === 0 ? false : grouped(matches, 'OR'), exact: parts.every(part => part.exact) }
}

const grouped = (matches: readonly string[], by: 'AND' | 'OR'): string =>
  matches.length === 1 && matches[0] !== undefined ? matches[0] : `(${matches.join(` ${by} `)})`

function compileTerm(term: Term, context: FilterContext): Narrowed {
  switch (term.kind) {
    case 'value': {
      if (term.field !== 'source') return token(facet(term.field, term.value))
      const id = sourceIdOf(term.value, context.sources)
      return id === undefined ? { match: false, exact: true } : token(facet('source', id ?? 'inbox'))
    }
    case 'type':
      if (!term.prefix) return token(facet('type', term.value))
      return term.value.length > MAX_BEGINNING ? unknown : token(facet('type', term.value, '^'))
    case 'family':
      return token(familyFacet(term.family))
    case 'status':
      return { match: statusMatch(term), exact: true }
    case 'text':
      return contains(term.text)
    case 'header':
      // The text holds headers as lines: so even these scans look at few rows.
      if (term.op === '=') return contains(`\n${term.name}: ${term.value}\n`)
      if (term.op === '~') return allOf([contains(`\n${term.name}: `), contains(term.value)])
      return contains(`\n${term.name}: `)
    default:
      return unknown
  }
}

function token(text: string): Narrowed {
  return text.length > MAX_VALUE ? unknown : { match: `"${text}"`, exact: true }
}

/** Whole families where all of one qualify, single statuses elsewhere. */
function statusMatch(term: Term & { kind: 'status' }): string | boolean {
  const tokens: string[] = []
  for (let family = 0; family <= 9; family++) {
    const statuses = Array.from({ length: 100 }, (_, i) => family * 100 + i).filter(status => compareNumbers(status, term.op, term.value))
    if (statuses.length === 100) tokens.push(`"${familyFacet(family)}"`)
    else for (const status of statuses) tokens.push(`"${facet('status', String(status))}"`)
  }
  return tokens.length === 0 ? false : grouped(tokens, 'OR')
}

function contains(text: string): Narrowed {
  const all = trigramsOf(text)
  if (all.length === 0) return unknown
  const step = Math.max(EVERY, Math.ceil(all.length / MAX_TRIGRAMS))
  const matches = all.filter((_, i) => i % step === 0 || i === all.length - 1).map(trigram => `"${trigram}"`)
  return { match: grouped(matches, 'AND'), exact: false }
}
