import { type Filter, join, not } from './ast.ts'
import { parseTerm } from './term.ts'
import { fields, fold, isField } from './words.ts'

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  /** `message` is a sentence; `at` and `length` (characters) point to what it is about. */
  | { readonly ok: false; readonly message: string; readonly at: number; readonly length: number }

type Refusal = Extract<ParsedFilter, { ok: false }>
type Step = Filter | Refusal

/** Beyond these a filter is no longer something that a person typed, and would cost more than it finds. */
const MAX_DEPTH = 40
const MAX_TERMS = 200

/**
 * Reads a filter. Words side by side must all hold, `or` joins alternatives, `-` turns what follows around, parentheses group.
 * Never throws; an empty text lets everything through.
 */
export function parseFilter(text: string): ParsedFilter {
  const reader = { text, at: 0, terms: 0 }
  const filter = alternatives(reader, 0)
  if (isRefusal(filter)) return filter
  return { ok: true, filter }
}

interface Reader {
  readonly text: string
  at: number
  terms: number
}

const isRefusal = (step: Step): step is Refusal => 'ok' in step
const refuse = (message: string, at: number, length: number): Refusal => ({ ok: false, message, at, length })

/** group (or group)* up to the end or the closing parenthesis of the group that we are in. */
function alternatives(reader: Reader, depth: number): Step {
  const options: Filter[] = []
  let lastOr = -1
  for (;;) {
    const parts: Filter[] = []
    for (;;) {
      skipSpace(reader)
      if (atEnd(reader) || (depth > 0 && reader.text[reader.at] === ')') || isOr(reader)) break
      const part = single(reader, depth)
      if (isRefusal(part)) return part
      parts.push(part)
    }
    const or = isOr(reader)
    if (parts.length === 0 && (or || lastOr >= 0)) {
      return refuse('"or" needs something on both sides. To search for the word itself, write "or" in quotes.', or ? reader.at : lastOr, 2)
    }
    options.push(join('and', parts))
    if (!or) return join('or', options)
    lastOr = reader.at
    reader.at += 2
  }
}

function single(reader: Reader, depth: number): Step {
  const { text } = reader
  const start = reader.at
  if (text[start] === '-') {
    reader.at++
    if (atEnd(reader) || /[\s)]/.test(text[reader.at] as string)) {
      return refuse('"-" negates what directly follows it. To search for it, write "-" in quotes.', start, 1)
    }
    if (depth >= MAX_DEPTH) return refuse('This filter is nested too deep.', start, 1)
    const part = single(reader, depth + 1)
    return isRefusal(part) ? part : not(part)
  }
  if (text[start] === '(') return group(reader, depth)
  if (text[start] === ')') return refuse('This ")" has no matching "(". To search for it, put it in quotes.', start, 1)
  if (++reader.terms > MAX_TERMS) return refuse(`A filter may have at most ${MAX_TERMS} terms.`, start, text.length - start)
  return text[start] === '"' ? phrase(reader) : word(reader)
}

function group(reader: Reader, depth: number): Step {
  const start = reader.at
  if (depth >= MAX_DEPTH) return refuse('This filter is nested too deep.', start, 1)
  reader.at++
  const inner = alternatives(reader, depth + 1)
  if (isRefusal(inner)) return inner
  if (atEnd(reader)) return refuse('This "(" is never closed.', start, 1)
  reader.at++
  if (inner.kind === 'and' && inner.parts.length === 0)
    return refuse('There is nothing between these parentheses.', start, reader.at - start)
  return inner
}

function phrase(reader: Reader): Step {
  const start = reader.at
  const end = closingQuote(reader.text, start)
  if (end < 0) return refuse('This quote is never closed.', start, reader.text.length - start)
  reader.at = end + 1
  const inner = reader.text.slice(start + 1, end).replace(/\\(["\\])/g, '$1')
  if (inner === '') return refuse('There is nothing between these quotes.', start, 2)
  return { kind: 'text', text: fold(inner) }
}

/** `field:value`, or a word to search for. Quotes keep spaces together in values only: pasted JSON is full of them. */
function word(reader: Reader): Step {
  const start = reader.at
  const name = /^([a-z]+):(?!\/\/)/i.exec(reader.text.slice(start, start + 40))?.[1]?.toLowerCase()
  const end = wordEnd(reader.text, start, name !== undefined)
  if (end < 0) return refuse('A quote in here is never closed.', start, reader.text.length - start)
  reader.at = end
  const raw = reader.text.slice(start, end)
  if (name === undefined) return { kind: 'text', text: fold(raw) }
  if (!isField(name)) {
    const known = Object.keys(fields).join(', ')
    return refuse(`"${name}:" is not a filter field; use one of ${known}. To search for this text, put it in quotes.`, start, raw.length)
  }
  const term = parseTerm(name, raw.slice(name.length + 1))
  return typeof term === 'string' ? refuse(term, start, raw.length) : term
}

/** Where a word ends: at a space, or at a ")" that it did not open. -1 when a quote in it stays open. */
function wordEnd(text: string, start: number, quotes: boolean): number {
  let open = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string
    if (quotes && char === '"') {
      at = closingQuote(text, at)
      if (at < 0) return -1
    } else if (/\s/.test(char)) return at
    else if (char === '(') open++
    else if (char === ')' && open-- === 0) return at
  }
  return text.length
}

function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return -1
}

function isOr(reader: Reader): boolean {
  return /^or(?=[\s()]|$)/i.test(reader.text.slice(reader.at, reader.at + 3))
}

function skipSpace(reader: Reader): void {
  while (reader.at < reader.text.length && /\s/.test(reader.text[reader.at] as string)) reader.at++
}

const atEnd = (reader: Reader): boolean => reader.at >= reader.text.length
