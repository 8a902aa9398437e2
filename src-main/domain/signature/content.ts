import { headerValue } from '../http/headers.ts'
import { pathOf } from '../http/request-view.ts'
import { type Placed, textAt } from '../place.ts'
import { crc32 } from './crc32.ts'
import { listedHeaders, phpForm, sortedForm } from './fields.ts'

/** Everything that a template may name. A view's own values, or the altered ones that an explanation tries. */
export interface ContentSource extends Placed {
  readonly method: string
  readonly url: string
  readonly body: Uint8Array
  readonly timestamp: string | null
  readonly id: string | null
  /** Header and claims of a JSON Web Token as they were written; null where the scheme is none. */
  readonly token: string | null
}

/** Pieces to feed into a hash one after the other, so that a body is never copied. */
export type Content = { readonly ok: true; readonly pieces: readonly Uint8Array[] } | { readonly ok: false; readonly missing: string }

type Part = { readonly literal: string } | { readonly name: string; readonly argument: string; readonly optional: boolean }

/** A template taken apart once, when its scheme is first used. */
export type Template = readonly Part[]

/**
 * The variables:
 * `{body}` its bytes, `{body:path}` a value in it, `{crc32}` its checksum in decimal, `{form}` and `{php:field}` its fields (fields.ts),
 * `{lines:a,b}` name and value of the members that are there, each on a line;
 * `{timestamp} {id} {token} {secret}`; `{method} {url} {path} {target}`, `{target:escaped}`; `{header:name}`, `{headers:list,name}` those that a header lists.
 */
const VARIABLE = /\{([a-z][a-z0-9]*)(?::([^}?]+))?(\??)\}/g

/** Takes a template apart. Unknown names yield an error at use, where a test of the provider meets it. */
export function compileTemplate(text: string): Template {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > end) parts.push({ literal: wireText(text.slice(end, match.index)) })
    parts.push({ name: match[1] ?? '', argument: match[2] ?? '', optional: match[3] === '?' })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ literal: wireText(text.slice(end)) })
  return parts
}

/**
 * The bytes that a template stands for in one Request. `missing` names the first value that is not there.
 * What lies between bodies is gathered into one piece: each piece is a call into OpenSSL, which is dearer than joining short texts.
 */
export function contentOf(template: Template, source: ContentSource, secret: string): Content {
  const pieces: Uint8Array[] = []
  let text = ''
  for (const part of template) {
    if ('literal' in part) text += part.literal
    else if (part.name === 'body' && part.argument === '') {
      if (text !== '') pieces.push(Buffer.from(text, 'latin1'))
      text = ''
      pieces.push(source.body)
    } else {
      const value = variableOf(part.name, part.argument, source, secret)
      if (value !== undefined) text += value
      else if (!part.optional) return { ok: false, missing: missingName(part.name, part.argument) }
    }
  }
  if (text !== '') pieces.push(Buffer.from(text, 'latin1'))
  return { ok: true, pieces }
}

/** For a sentence: “A form is part of what is signed ..”. */
function missingName(name: string, argument: string): string {
  if (name === 'form' || name === 'php') return 'A form'
  if (name === 'headers') return `A list in ${argument.split(',')[0]} of headers, with itself and the timestamp in it,`
  return argument || name
}

/** All as text of the wire: header-born text already is, what comes out of a parsed body (or is a secret) goes through UTF-8. */
function variableOf(name: string, argument: string, source: ContentSource, secret: string): string | undefined {
  switch (name) {
    case 'body':
      return wireText(textAt(source, { in: 'body', path: argument }))
    case 'crc32':
      return String(crc32(source.body))
    case 'form':
      return wireText(sortedForm(source.parsed()))
    case 'php':
      return wireText(phpForm(source.parsed(), argument))
    case 'lines':
      return wireText(linesOf(argument.split(','), source))
    case 'headers': {
      const required = argument.split(',')
      return listedHeaders(source.headers, required[0] ?? '', required)
    }
    case 'token':
      return source.token ?? undefined
    case 'timestamp':
      return source.timestamp ?? undefined
    case 'id':
      return source.id ?? undefined
    case 'header':
      return headerValue(source.headers, argument)
    case 'url':
      return source.url
    case 'method':
      return source.method
    case 'path':
      return pathOf(source.target)
    case 'target':
      return argument === 'escaped' ? escapedTarget(source.target) : source.target
    case 'secret':
      return wireText(secret)
    default:
      return undefined
  }
}

/** The query escaped as one component and then the whole as a URI, so that `?a=b` is signed as `?a%253Db` (Contentful). */
function escapedTarget(target: string): string | undefined {
  try {
    const [path = '', query = ''] = target.split('?')
    return encodeURI(query === '' ? path : `${path}?${encodeURIComponent(query)}`)
  } catch {
    // Half of a surrogate pair: nothing that came over HTTP holds one, a draft of ours may.
    return undefined
  }
}

function linesOf(names: readonly string[], source: ContentSource): string {
  const lines = names.map(name => [name, textAt(source, { in: 'body', path: name })] as const)
  return lines.map(([name, text]) => (text === undefined ? '' : `${name}\n${text}\n`)).join('')
}

/** Text as latin-1 chars, one for each byte of its UTF-8. */
function wireText<T extends string | undefined>(text: T): T {
  return (text === undefined ? text : Buffer.from(text, 'utf8').toString('latin1')) as T
}
