import { headerValues, isHeaderName, isHeaderValue, type RawHeaders } from '#domain/http/headers.ts'
import { MalformedMessage } from './malformed.ts'

/**
 * `strict`: only what RFC 9112 has a sender produce. `tolerant`: what it lets a recipient accept as well: lines that end in a bare LF
 * (2.2), a line that goes on behind a line break (5.2), and control characters in a value.
 */
export type Rules = 'strict' | 'tolerant'

const CR = 0x0d

/**
 * Reads header fields as they stand, order, letter case and repetitions kept; only the blanks around a value go.
 * @param text latin-1; of a head, without the empty line that ends it
 * @param at where the first of them begins
 * @throws MalformedMessage
 */
export function parseFields(text: string, at: number, rules: Rules): string[] {
  const headers: string[] = []
  const strict = rules === 'strict'
  for (let line = 1, from = at; from < text.length; line++) {
    const lf = text.indexOf('\n', from)
    const past = lf < 0 ? text.length : lf
    const end = text.charCodeAt(past - 1) === CR ? past - 1 : past
    if (strict && end === past) throw new MalformedMessage('message', `its header line ${line} ends in LF alone; it must be CR LF.`)
    if (isBlank(text.charCodeAt(from))) {
      if (strict) throw new MalformedMessage('message', `its header line ${line} begins with a blank.`)
      if (headers.length === 0) throw new MalformedMessage('message', 'its first header has no name.')
      headers[headers.length - 1] = `${headers.at(-1)} ${trimmed(text, from, end)}`.trim()
    } else {
      const colon = text.indexOf(':', from)
      const name = text.slice(from, colon < 0 || colon > end ? from : colon)
      if (!isHeaderName(name)) throw new MalformedMessage('message', `its header line ${line} has no valid name before a colon.`)
      const value = trimmed(text, colon + 1, end)
      if (!(strict ? isHeaderValue(value) : isOneLine(value))) {
        throw new MalformedMessage('message', `the value of its header ${name} has a character that none can hold.`)
      }
      headers.push(name, value)
    }
    from = past + 1
  }
  return headers
}

/** The parts of a list-valued field, in lower case. */
export function listed(headers: RawHeaders, name: string): string[] {
  const values = headerValues(headers, name)
  if (values.length === 0) return NONE
  return values.flatMap(value =>
    value
      .toLowerCase()
      .split(',')
      .map(part => part.trim()),
  )
}
const NONE: string[] = []

const isOneLine = (value: string): boolean => !/[\0\r]/.test(value)

/** Without the blanks and tabs around it: of what `trim` takes, a value may have the rest. */
function trimmed(text: string, start: number, past: number): string {
  let from = start
  let to = past
  while (from < to && isBlank(text.charCodeAt(from))) from += 1
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1
  return text.slice(from, to)
}
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09
