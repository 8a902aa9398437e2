import { type Place, type Placed, placeSubject, textsAt } from '../place.ts'
import { readBodyHash } from './body-hash.ts'
import type { CompiledScheme } from './compile.ts'
import { decodeSignature } from './encoding.ts'
import type { Condition, SignatureFormat, TimestampFormat, WrappedSignature } from './scheme.ts'
import { count } from './texts.ts'
import { claimText, jsonPart, readToken, type Token } from './token.ts'

/** What a Request says about its signature, before any key is involved. Never throws, whatever the headers hold. */
export type Reading =
  | {
      readonly ok: true
      /** Decoded signatures; several during a rotation. */
      readonly candidates: readonly Uint8Array[]
      readonly timestamp: string | null
      /** The timestamp as ms since epoch. */
      readonly time: number | null
      readonly id: string | null
      readonly token: Token | null
      /** The key by which the sender says it signed. */
      readonly keyId: string | null
      /** The hash of the body that the signature covers in its place. */
      readonly bodyHash: Buffer | null
    }
  | { readonly ok: false; readonly code: 'missing_header' | 'malformed_header'; readonly explanation: string }

/** More than a rotation ever needs; a header full of signatures must not become a way to keep us busy. */
const MAX_CANDIDATES = 32

export function readSignature(compiled: CompiledScheme, request: Placed): Reading {
  const { signature, timestamp, messageId, when, bodyHash } = compiled.scheme
  if (when) {
    const other = unmet(when, request)
    if (other !== null) return other
  }
  const name = placeSubject(signature.place)
  const values = textsAt(request, signature.place)
  if (values.length === 0) return missing(name, 'which carries the signature')
  const fields = splitFields(signature, values)
  if (fields === null) return malformed(name, `does not start with “${signature.prefix?.trim()}”`)
  const written = signaturesIn(signature, fields)
  if (written.length === 0) return malformed(name, signature.field ? `contains no ${signature.field} signature` : 'is empty')
  if (written.length > MAX_CANDIDATES) return malformed(name, `contains ${written.length} signatures; at most ${MAX_CANDIDATES} are tried`)
  const signed = decodeWritten(compiled, written, name)
  if ('ok' in signed) return signed

  const { candidates, token, keyId } = signed
  const time = timestamp ? readTimestamp(timestamp, fields, request, token) : { ok: true as const, text: null, time: null }
  if (!time.ok) return time
  const id = messageId ? readOne(messageId, request, 'which carries the message id') : { ok: true as const, text: null }
  if (!id.ok) return id
  const hash = bodyHash ? readBodyHash(bodyHash, request, token) : null
  if (hash !== null && 'missing' in hash) return missing(hash.missing, 'which carries the hash of the body')
  if (hash !== null && 'malformed' in hash) return malformed(hash.malformed, 'is not a single SHA-256 hash')
  return { ok: true, candidates, timestamp: time.text, time: time.time, id: id.text, token, keyId, bodyHash: hash }
}

/** The first condition that a Request does not meet, as a reading; null when it meets them all. */
function unmet(when: readonly Condition[], request: Placed): Reading | null {
  for (const { place, equals } of when) {
    const text = textsAt(request, place)[0]
    if (text === undefined) return missing(placeSubject(place), 'which identifies the signature')
    if (equals !== undefined && text !== equals) return { ...missing('', ''), explanation: `${placeSubject(place)} is not “${equals}”.` }
  }
  return null
}

interface Decoded {
  readonly candidates: readonly Uint8Array[]
  readonly token: Token | null
  readonly keyId: string | null
}

function decodeWritten(compiled: CompiledScheme, written: readonly string[], name: string): Decoded | Extract<Reading, { ok: false }> {
  const { scheme } = compiled
  const first = written[0] ?? ''
  if (scheme.algorithm === 'token')
    return { candidates: written.map(text => plainBytes(text, scheme.signature.place)), token: null, keyId: null }
  if (scheme.signature.wrapped) return unwrap(compiled, scheme.signature.wrapped, written, name)
  if (!scheme.token) {
    const candidates = decodeAll(compiled, written)
    return candidates.length === 0 ? malformed(name, wrongShape(compiled, first)) : { candidates, token: null, keyId: null }
  }
  if (written.length > 1) return malformed(name, `appears ${written.length} times`)
  const token = readToken(first, scheme.algorithm)
  if ('wrong' in token) return malformed(name, token.wrong)
  const candidates = decodeAll(compiled, [token.signature])
  return candidates.length === 0 ? malformed(name, wrongShape(compiled, token.signature)) : { candidates, token, keyId: token.keyId }
}

function unwrap(
  compiled: CompiledScheme,
  { signature, keyId, members }: WrappedSignature,
  written: readonly string[],
  name: string,
): Decoded | Extract<Reading, { ok: false }> {
  const value = written.length === 1 ? jsonPart(written[0] ?? '', 'base64') : null
  const text = value?.[signature]
  if (value === null || typeof text !== 'string') return malformed(name, `is not a base64-encoded JSON object with a “${signature}”`)
  const other = Object.entries(members).find(([member, wanted]) => value[member] !== wanted)
  // Not malformed: it may be another scheme's.
  if (other) return { ...missing('', ''), explanation: `${name} does not declare ${other[0]} as ${other[1]}.` }
  const candidates = decodeAll(compiled, [text])
  const id = value[keyId]
  return candidates.length === 0
    ? malformed(name, wrongShape(compiled, text))
    : { candidates, token: null, keyId: typeof id === 'string' ? id : null }
}

type Field = readonly [name: string, value: string]

/** Values to `[field, value]` items; null when the prefix is not there. Items without the assign sign get an empty name. */
function splitFields(format: SignatureFormat, values: readonly string[]): Field[] | null {
  const { prefix, separator, assign } = format
  const fields: Field[] = []
  for (const value of values) {
    let rest = value
    if (prefix !== undefined) {
      if (value.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null
      rest = value.slice(prefix.length)
    }
    if (separator === undefined) fields.push(fieldOf(rest, assign))
    else for (const item of rest.split(separator)) fields.push(fieldOf(item, assign))
  }
  return fields
}

function fieldOf(item: string, assign: string | undefined): Field {
  const at = assign === undefined ? -1 : item.indexOf(assign)
  return at < 0 ? ['', item] : [item.slice(0, at), item.slice(at + (assign?.length ?? 0))]
}

function signaturesIn(format: SignatureFormat, fields: readonly Field[]): string[] {
  const wanted = format.field ?? ''
  const found: string[] = []
  for (const field of fields) if (field[0] === wanted && field[1] !== '') found.push(field[1])
  return found
}

function decodeAll(compiled: CompiledScheme, written: readonly string[]): Uint8Array[] {
  const decoded: Uint8Array[] = []
  for (const text of written) {
    const bytes = decodeSignature(text, compiled.scheme.signature)
    if (bytes && (compiled.signatureLength === null || bytes.length === compiled.signatureLength)) decoded.push(bytes)
  }
  return decoded
}

/** A header's chars are the bytes of the wire; text out of a query or body has been decoded from UTF-8. */
function plainBytes(text: string, place: Place): Buffer {
  return Buffer.from(text, place.in === 'header' ? 'latin1' : 'utf8')
}

function wrongShape(compiled: CompiledScheme, text: string): string {
  const { signature } = compiled.scheme
  const bytes = decodeSignature(text, signature)
  if (bytes === null) return `contains a signature that is not ${signature.encoding}`
  return `contains a signature of ${count(bytes.length, 'byte')} instead of ${compiled.signatureLength}`
}

type One = { readonly ok: true; readonly text: string } | Extract<Reading, { ok: false }>

function readOne(place: Place, request: Placed, what: string): One {
  const texts = textsAt(request, place)
  const name = placeSubject(place)
  if (texts.length === 0) return missing(name, what)
  // Two timestamps, or two ids: whichever we took, somebody downstream may take the other.
  if (texts.length > 1) return malformed(name, `appears ${texts.length} times`)
  const text = texts[0] ?? ''
  return text === '' ? malformed(name, 'is empty') : { ok: true, text }
}

function readTimestamp(
  format: TimestampFormat,
  fields: readonly Field[],
  request: Placed,
  token: Token | null,
): { readonly ok: true; readonly text: string; readonly time: number } | Extract<Reading, { ok: false }> {
  const { at } = format
  let text: string
  let name: string
  if (at.in === 'signature') {
    name = 'The signature header'
    let found: string | null = null
    for (const field of fields) {
      if (field[0] !== at.field) continue
      if (found !== null) return malformed(name, `contains ${at.field} twice`)
      found = field[1]
    }
    if (found === null) return malformed(name, `contains no timestamp (${at.field})`)
    text = found
  } else if (at.in === 'claim') {
    name = 'The token'
    const claim = token && claimText(token, at.name)
    if (typeof claim !== 'string') return malformed(name, `contains no ${at.name}`)
    text = claim
  } else {
    name = placeSubject(at)
    const one = readOne(at, request, 'which carries the timestamp')
    if (!one.ok) return one
    text = one.text
  }
  const time = parseTimestamp(text, format.unit)
  if (time === null) return malformed(name, `contains a timestamp that is not ${unitName(format.unit)}`)
  return { ok: true, text, time }
}

/** Timestamp text to ms since epoch; null unless it is written as the unit is: digits only, or ISO 8601 with a time. */
export function parseTimestamp(text: string, unit: TimestampFormat['unit']): number | null {
  if (unit !== 'iso') return /^\d{1,15}$/.test(text) ? Number(text) * (unit === 's' ? 1000 : 1) : null
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}

function unitName(unit: TimestampFormat['unit']): string {
  if (unit === 'iso') return 'a date and time'
  return unit === 's' ? 'a whole number of seconds' : 'a whole number of milliseconds'
}

function missing(name: string, what: string): Extract<Reading, { ok: false }> {
  return { ok: false, code: 'missing_header', explanation: `${name}, ${what}, is missing.` }
}

function malformed(name: string, how: string): Extract<Reading, { ok: false }> {
  return { ok: false, code: 'malformed_header', explanation: `${name} ${how}.` }
}
