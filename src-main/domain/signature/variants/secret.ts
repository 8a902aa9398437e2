import { decodeKey, type Key } from '../keys.ts'
import type { KeyFormat, Scheme } from '../scheme.ts'
import type { Variant } from './variant.ts'

/** Other keys that a secret's text may stand for: pasted with something around it, or decoded in another way. */
export function* secretVariants(text: string, scheme: Scheme): Generator<Variant<Key>> {
  const { key: format } = scheme
  for (const { name, value, what } of texts(text, format)) {
    const key = decodeKey(value, format, scheme.algorithm, 'verify')
    if (key !== null) yield { name, value: key, explanation: `The signature matches ${what}` }
  }
  for (const { name, format: other, text: written, what } of decodings(text, format)) {
    const key = decodeKey(written, other, scheme.algorithm, 'verify')
    if (key !== null) yield { name, value: key, explanation: `The signature matches ${what}` }
  }
}

function* texts(text: string, format: KeyFormat): Generator<{ name: string; value: string; what: string }> {
  const trimmed = text.trim()
  if (trimmed !== text) {
    const what = 'without the spaces or line breaks around the secret, which were pasted along with it. Save the secret again without them.'
    yield { name: 'secret-trimmed', value: trimmed, what }
  }
  const quoted = /^(["'`])(.*)\1$/s.exec(trimmed)?.[2]
  if (quoted)
    yield { name: 'secret-unquoted', value: quoted, what: 'without the quotation marks around the secret. Save it again without them.' }
  const start = format.startsWith
  if (start !== undefined && format.strip === undefined) {
    const what = `with “${start}” in front of the secret, which is part of it. Save the whole secret again.`
    if (!trimmed.startsWith(start)) yield { name: 'secret-with-prefix', value: start + trimmed, what }
    else yield { name: 'secret-without-prefix', value: trimmed.slice(start.length), what: `without “${start}” in front of the secret.` }
  }
}

function* decodings(text: string, format: KeyFormat): Generator<{ name: string; format: KeyFormat; text: string; what: string }> {
  const trimmed = text.trim()
  const strip = format.strip ?? format.startsWith
  const bare = strip !== undefined && trimmed.startsWith(strip) ? trimmed.slice(strip.length) : trimmed
  const prefix = bare === trimmed ? '' : ` after “${strip}”`
  const as = (decode: KeyFormat['decode']): KeyFormat => ({ role: format.role, decode, hint: format.hint })
  const usual = `instead of ${format.decode === 'utf8' ? 'used as plain text' : `decoded from ${format.decode}`}`
  const sender = 'The sender decodes the secret its own way.'
  yield { name: 'secret-as-text', format: as('utf8'), text: trimmed, what: `if the secret is used as plain text ${usual}. ${sender}` }
  if (prefix !== '') {
    const what = `if the secret${prefix} is used as plain text ${usual}. ${sender}`
    yield { name: 'secret-as-text', format: as('utf8'), text: bare, what }
  }
  const base64 = bare.replaceAll('-', '+').replaceAll('_', '/')
  yield {
    name: 'secret-from-base64',
    format: as('base64'),
    text: base64,
    what: `if the secret${prefix} is decoded from base64 ${usual}. ${sender}`,
  }
  yield { name: 'secret-from-hex', format: as('hex'), text: bare, what: `if the secret${prefix} is decoded from hex ${usual}. ${sender}` }
}
