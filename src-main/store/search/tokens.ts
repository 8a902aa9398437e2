import { marksOf } from '#domain/filter/evaluate.ts'
import { fold } from '#domain/filter/words.ts'
import type { RequestRow } from '#domain/request.ts'

/**
 * The words of the index. One FTS5 table holds two sorts of token, so that a whole filter is ONE match expression: facets
 * (`verdict=failed`, always with `=` or `^` and longer than three characters) and trigrams of the text (exactly three).
 */

/** Every row has it: what a negation is taken from. */
export const ANY = 'any=row'

/** Longer values are not indexed; filters for them are scans. */
export const MAX_VALUE = 500

/** A facet's token. `kind` `^` is for beginnings of the value: `type^invoice.` for every type below it. */
export function facet(name: string, value: string, kind: '=' | '^' = '='): string {
  return `${name}${kind}${escapeValue(fold(value))}`
}

/** All facet tokens of a row. */
export function facetsOf(row: RequestRow, eventIds: readonly string[]): string[] {
  const tokens = [ANY, facet('verdict', row.verdict), facet('method', row.method), facet('source', row.sourceId ?? 'inbox')]
  tokens.push(facet('status', String(row.replyStatus)), familyFacet(Math.floor(row.replyStatus / 100)))
  if (row.code !== null) tokens.push(facet('code', row.code))
  if (row.provider !== null) tokens.push(facet('provider', row.provider))
  if (row.eventType !== null) {
    tokens.push(facet('type', row.eventType))
    for (const beginning of beginningsOf(fold(row.eventType))) tokens.push(facet('type', beginning, '^'))
  }
  if (row.label !== null) tokens.push(facet('label', row.label))
  for (const mark of marksOf(row)) tokens.push(facet('is', mark))
  for (const id of eventIds) tokens.push(facet('event', id))
  return tokens.filter(token => token.length <= MAX_VALUE)
}

export const familyFacet = (family: number): string => facet('status', `${family}xx`)

/**
 * Beginnings of types up to this length have tokens of their own. FTS5's prefix search would do without, but joins the lists of all types
 * that begin so before it can give the first row.
 */
export const MAX_BEGINNING = 64

/**
 * The different trigrams of a folded text, as tokens.
 *
 * Our own instead of FTS5's trigram tokenizer: that one would need a second table, and then an `or` between a word and a facet would have
 * to join two long lists of rows. ASCII that is no letter or digit moves up by 128, where every character is part of a token; the few
 * letters that are really there make false finds, and every find is checked on the stored text anyway.
 */
export function trigramsOf(text: string): string[] {
  const tokens: string[] = []
  // Numbers for the usual characters: a set of them takes a third of the time that one of strings does.
  const seen = new Set<number>()
  const seenWide = new Set<string>()
  let [a, b] = [tokenChar(text.charCodeAt(0)), tokenChar(text.charCodeAt(1))]
  for (let i = 2; i < text.length; i++) {
    const c = tokenChar(text.charCodeAt(i))
    if ((a | b | c) < 256) {
      const key = (a << 16) | (b << 8) | c
      if (!seen.has(key)) {
        seen.add(key)
        tokens.push(String.fromCharCode(a, b, c))
      }
    } else {
      seenWide.add(String.fromCharCode(a, b, c))
    }
    a = b
    b = c
  }
  return seenWide.size === 0 ? tokens : [...tokens, ...seenWide]
}

/** Letters and digits of ASCII and all beyond it stay; the rest of ASCII moves up. */
function tokenChar(code: number): number {
  return code >= 128 || (code >= 97 && code <= 122) || (code >= 48 && code <= 57) ? code : code + 128
}

function beginningsOf(type: string): string[] {
  return Array.from({ length: Math.min(type.length, MAX_BEGINNING) + 1 }, (_, length) => type.slice(0, length))
}

/** The `ascii` tokenizer is told that `= ^ . _ - % : /` belong to tokens; everything else that would split one is written as %hex. */
function escapeValue(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of hostile values must not split a token either
  return value.replace(/[\u0000-\u007f]/g, char =>
    /[a-z0-9._:/-]/.test(char) ? char : `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
