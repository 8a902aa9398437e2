import type { HeaderPair } from '../http/headers.ts'
import { escapeVariables } from '../variables.ts'
import { type Imported, type ImportResult, importable, refused, titleOf } from './imported.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The requests of an HTTP Archive (1.1 or 1.2), in its order. What reads as a variable is escaped: an archive holds what was sent. */
export function fromHar(file: string): ImportResult {
  let parsed: unknown
  try {
    parsed = JSON.parse(file)
  } catch {
    return refused('This is not a HAR file: it is not valid JSON.')
  }
  const log = isObject(parsed) ? parsed.log : null
  if (!isObject(log) || !Array.isArray(log.entries)) return refused('This is not a HAR file: the JSON has no log with entries.')
  const requests = list(log.entries).flatMap(entry => (isObject(entry.request) ? [requestOf(entry.request)] : []))
  if (requests.length === 0) return refused('There is no request in this HAR file.')
  return { ok: true, requests }
}

function requestOf(request: Json): Imported {
  const method = text(request.method) || 'GET'
  const url = text(request.url)
  const pairs = list(request.headers).map(({ name, value }): HeaderPair => [text(name), text(value)])
  const headers = importable(pairs).map(([name, value]): HeaderPair => [name, escapeVariables(value)])
  const post = isObject(request.postData) ? request.postData : null
  const { body, notes } = post ? bodyOf(post) : { body: '', notes: [] }
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (post && !typed && text(post.mimeType) !== '') headers.push(['Content-Type', text(post.mimeType)])
  return { title: titleOf(method, url), method, url: escapeVariables(url), headers, body: escapeVariables(body), notes }
}

function bodyOf(post: Json): { body: string; notes: string[] } {
  if (text(post.encoding) === 'base64') {
    try {
      const bytes = Uint8Array.from(atob(text(post.text)), char => char.charCodeAt(0))
      return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), notes: [] }
    } catch {
      return { body: '', notes: ['The body is binary, so it was left out.'] }
    }
  }
  if (text(post.text) !== '') return { body: text(post.text), notes: [] }
  const params = list(post.params)
  if (params.length === 0) return { body: '', notes: [] }
  if (/multipart/i.test(text(post.mimeType))) return { body: '', notes: ['The body is a multipart form, so it was left out.'] }
  return { body: new URLSearchParams(params.map(({ name, value }): [string, string] => [text(name), text(value)])).toString(), notes: [] }
}
