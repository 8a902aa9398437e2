import { headerValue } from '../http/headers.ts'
import { pathOf } from '../http/request-view.ts'
import { type Placed, textAt } from '../place.ts'

/** Everything that a template may name. A view's own values, or the altered ones that an explanation tries. */
export interface ContentSource extends Placed {
  readonly method: string
  readonly url: string
  readonly body: Uint8Array
  readonly timestamp: string | null
  readonly id: string | null
}

/** Pieces to feed into a hash one after the other, so that a body is never copied. */
export type Content = { readonly ok: true; readonly pieces: readonly Uint8Array[] } | { readonly ok: false; readonly missing: string }

type Part = { readonly literal: Buffer } | { readonly name: string; readonly argument: string; readonly optional: boolean }

/** A template taken apart once, when its scheme is first used. */
export type Template = readonly Part[]

const VARIABLE = /\{([a-z]+)(?::([^}?]+))?(\??)\}/g

/** Takes a template apart. Unknown names yield an error at use, where a test of the provider meets it. */
export function compileTemplate(text: string): Template {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > end) parts.push({ literal: Buffer.from(text.slice(end, match.index), 'utf8') })
    parts.push({ name: match[1] ?? '', argument: match[2] ?? '', optional: match[3] === '?' })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ literal: Buffer.from(text.slice(end), 'utf8') })
  return parts
}

/** The bytes that a template stands for in one Request. `missing` names the first value that is not there. */
export function contentOf(template: Template, source: ContentSource, secret: string): Content {
  const pieces: Uint8Array[] = []
  for (const part of template) {
    if ('literal' in part) {
      pieces.push(part.literal)
      continue
    }
    const value = variableOf(part.name, part.argument, source, secret)
    if (value !== undefined) pieces.push(value)
    else if (!part.optional) return { ok: false, missing: part.argument || part.name }
  }
  return { ok: true, pieces }
}

/** Header-born text is latin-1 (one char = one byte of the wire); what comes out of a parsed body is UTF-8. */
function variableOf(name: string, argument: string, source: ContentSource, secret: string): Uint8Array | undefined {
  switch (name) {
    case 'body':
      return argument === '' ? source.body : bytes(textAt(source, { in: 'body', path: argument }), 'utf8')
    case 'timestamp':
      return bytes(source.timestamp ?? undefined, 'latin1')
    case 'id':
      return bytes(source.id ?? undefined, 'latin1')
    case 'header':
      return bytes(headerValue(source.headers, argument), 'latin1')
    case 'url':
      return bytes(source.url, 'latin1')
    case 'method':
      return bytes(source.method, 'latin1')
    case 'path':
      return bytes(pathOf(source.target), 'latin1')
    case 'target':
      return bytes(source.target, 'latin1')
    case 'secret':
      return bytes(secret, 'utf8')
    default:
      return undefined
  }
}

function bytes(text: string | undefined, encoding: 'utf8' | 'latin1'): Uint8Array | undefined {
  return text === undefined ? undefined : Buffer.from(text, encoding)
}
