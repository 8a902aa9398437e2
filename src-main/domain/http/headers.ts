/**
 * HTTP header fields exactly as they arrived: order, letter case and repetitions kept.
 *
 * The flat list `[name, value, name, value, ..]` has the form of node:http's `rawHeaders`; it is what we store, because it is what was sent.
 * Values are latin-1 strings: every byte of the wire is one char code, so nothing is lost.
 */
export type RawHeaders = readonly string[]

/** One header field as a pair, the shape that the contract shows. */
export type HeaderPair = readonly [name: string, value: string]

/** What an HTTP token is made of (RFC 9110, 5.6.2). The contract has its own copy: it may take types from here, but no code. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** Whether it can be the method of a request; ours are 1 to 32 characters long. */
export function isMethod(text: string): boolean {
  return text.length <= 32 && TOKEN.test(text)
}

/** Whether it can be the name of a header field. */
export function isHeaderName(text: string): boolean {
  return TOKEN.test(text)
}

/** Whether it can be the value of a header field: one line, each character one byte. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
}

/** Flat list to pairs. */
export function headerPairs(raw: RawHeaders): HeaderPair[] {
  const pairs: HeaderPair[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([raw[i] as string, raw[i + 1] as string])
  return pairs
}

/** Pairs to flat list. */
export function flatHeaders(pairs: readonly HeaderPair[]): string[] {
  return pairs.flat()
}

/** Whether both name the same field, letter case aside. No string is made for it: a capture asks this several hundred times. */
export function isSameName(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (lowered(a.charCodeAt(i)) !== lowered(b.charCodeAt(i))) return false
  return true
}
const lowered = (code: number): number => (code >= 0x41 && code <= 0x5a ? code + 0x20 : code)

/** First value of a field, by its name in any letter case; `undefined` when the field is absent. */
export function headerValue(raw: RawHeaders, name: string): string | undefined {
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (isSameName(raw[i] as string, name)) return raw[i + 1]
  }
  return undefined
}

/** All values of a field in order of arrival; empty when the field is absent. */
export function headerValues(raw: RawHeaders, name: string): string[] {
  const values: string[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (isSameName(raw[i] as string, name)) values.push(raw[i + 1] as string)
  }
  return values
}

/** The list without the named fields (lower-case names). */
export function withoutHeaders(raw: RawHeaders, names: ReadonlySet<string>): string[] {
  const kept: string[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (!names.has((raw[i] as string).toLowerCase())) kept.push(raw[i] as string, raw[i + 1] as string)
  }
  return kept
}

/** The list with each of `replacements` set: a present field keeps its place and letter case, an absent one is appended. */
export function withHeaders(raw: RawHeaders, replacements: readonly HeaderPair[]): string[] {
  const result = [...raw]
  for (const [name, value] of replacements) {
    let at = -1
    for (let i = 0; i + 1 < result.length; i += 2) {
      if (!isSameName(result[i] as string, name)) continue
      if (at < 0) at = i
      else {
        result.splice(i, 2)
        i -= 2
      }
    }
    if (at < 0) result.push(name, value)
    else result[at + 1] = value
  }
  return result
}
