import type { Comparison, Term } from './ast.ts'
import { parseJsonPath } from './json-path.ts'
import { parseSize, parseWhen } from './quantity.ts'
import { closedWords, type FieldName, fold, isClosed } from './words.ts'

/** Strips the quotes of a quoted value; `\"` and `\\` stand for the character itself. Unquoted text is taken as it is. */
export function unquote(raw: string): string {
  return raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1).replace(/\\(["\\])/g, '$1') : raw
}

/** A value with quotes where the language needs them. */
export function quoteIfNeeded(value: string): string {
  return value === '' || /[\s()"]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value
}

/**
 * Reads what follows `field:`.
 * @returns the term, or a sentence that says what would be right
 */
export function parseTerm(field: FieldName, raw: string): Term | string {
  if (raw === '') return `Say what to look for after "${field}:".`
  switch (field) {
    case 'status':
      return parseStatus(raw)
    case 'type':
      return parseType(unquote(raw))
    case 'after':
    case 'before': {
      const when = parseWhen(unquote(raw))
      if (!when) return `"${field}:" takes a time such as 2h, 3d, 2026-01-31 or 2026-01-31T09:00.`
      return { kind: 'time', side: field, when }
    }
    case 'size': {
      const { op, rest } = takeComparison(raw)
      const bytes = parseSize(rest)
      return bytes === null ? '"size:" takes a size such as >1MB, <=2KiB or 0.' : { kind: 'size', op, bytes, text: rest }
    }
    case 'header':
      return parseHeader(raw)
    case 'json':
      return parseJson(raw)
    default: {
      const value = fold(unquote(raw))
      if (value === '') return `Say what to look for after "${field}:".`
      if (isClosed(field) && !Object.hasOwn(closedWords[field], value))
        return `"${field}:" takes one of ${Object.keys(closedWords[field]).join(', ')}.`
      return { kind: 'value', field, value }
    }
  }
}

function takeComparison(raw: string): { op: Exclude<Comparison, '~'>; rest: string } {
  const match = /^(>=|<=|!=|=|>|<)?(.*)$/s.exec(raw)
  return { op: (match?.[1] ?? '=') as Exclude<Comparison, '~'>, rest: match?.[2] ?? '' }
}

function parseStatus(raw: string): Term | string {
  const family = /^(\d)xx$/i.exec(raw)
  if (family) return { kind: 'family', family: Number(family[1]) }
  const { op, rest } = takeComparison(raw)
  if (!/^\d{1,3}$/.test(rest)) return '"status:" takes a status such as 200, 5xx or >=400.'
  return { kind: 'status', op, value: Number(rest) }
}

function parseType(value: string): Term | string {
  const prefix = value.endsWith('*')
  const rest = fold(prefix ? value.slice(0, -1) : value)
  if (rest.includes('*')) return 'A * in "type:" stands at the end only, as in type:invoice.*'
  if (rest === '' && !prefix) return 'Say what to look for after "type:".'
  return { kind: 'type', value: rest, prefix }
}

function parseHeader(raw: string): Term | string {
  const match = /^([\w.-]+)(?:(!=|=|~)(.*))?$/s.exec(raw)
  if (!match?.[1]) return '"header:" takes a name and a value, as in header:x-topic=orders'
  const op = (match[2] ?? null) as '=' | '!=' | '~' | null
  return { kind: 'header', name: match[1].toLowerCase(), op, value: fold(unquote(match[3] ?? '')) }
}

function parseJson(raw: string): Term | string {
  const read = parseJsonPath(raw)
  const match = read ? /^(?:(>=|<=|!=|=|>|<|~)(.*))?$/s.exec(raw.slice(read.end)) : null
  if (!read || !match) return '"json:" takes a path and a value, as in json:$.data.amount>1000'
  const op = (match[1] ?? null) as Comparison | null
  const value = unquote(match[2] ?? '')
  if (op !== null && op !== '=' && op !== '!=' && value === '') return `Say what to compare with after "${op}".`
  return { kind: 'json', path: read.path, op, value }
}
