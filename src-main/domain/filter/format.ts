import type { Filter, Term } from './ast.ts'
import { formatJsonPath } from './json-path.ts'
import { quoteIfNeeded } from './term.ts'

/** Writes a filter so that parsing it again gives the same filter. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
      return filter.parts.map(part => grouped(part, 'or')).join(' ')
    case 'or':
      return filter.parts.map(formatFilter).join(' or ')
    case 'not':
      return `-${filter.part.kind === 'and' ? `(${formatFilter(filter.part)})` : grouped(filter.part, 'or')}`
    default:
      return formatTerm(filter)
  }
}

function grouped(filter: Filter, kind: 'or'): string {
  return filter.kind === kind ? `(${formatFilter(filter)})` : formatFilter(filter)
}

function formatTerm(term: Term): string {
  switch (term.kind) {
    case 'text':
      return formatText(term.text)
    case 'value':
      return `${term.field}:${quoteIfNeeded(term.value)}`
    case 'type':
      return `type:${quoteIfNeeded(term.prefix ? `${term.value}*` : term.value)}`
    case 'family':
      return `status:${term.family}xx`
    case 'status':
      return `status:${term.op === '=' ? '' : term.op}${term.value}`
    case 'time':
      return `${term.side}:${term.when.text}`
    case 'size':
      return `size:${term.op === '=' ? '' : term.op}${term.text}`
    case 'header':
      return `header:${term.name}${term.op === null ? '' : `${term.op}${quoteIfNeeded(term.value)}`}`
    case 'json':
      return `json:${formatJsonPath(term.path)}${term.op === null ? '' : `${term.op}${quoteIfNeeded(term.value)}`}`
  }
}

/** Bare where it would be read as the same word, else in quotes. */
function formatText(text: string): string {
  const plain = !/[\s()]/.test(text) && !/^["-]/.test(text) && !/^[a-z]+:(?!\/\/)/i.test(text) && text !== 'or'
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}
