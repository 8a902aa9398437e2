import type { RequestExtras } from '#domain/capture.ts'
import type { Candidate } from '#domain/filter/evaluate.ts'
import { fold } from '#domain/filter/words.ts'
import { isFormType, isJsonType, mediaType } from '#domain/http/body.ts'
import { headerValue } from '#domain/http/headers.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders, maskTarget, maskText } from '#domain/redact.ts'
import type { ReadableDb } from '../open.ts'
import { bodyReads } from '../reader/bodies.ts'
import { type RequestRecord, toRequestRow } from '../request-row.ts'
import { decodedBeginning } from './decode.ts'

/** How much of a decoded body is searched as text. */
export const TEXT_LIMIT = 64 * 1024
/** Larger bodies are not looked into by `json:`; parsing them would hold up a slice. */
export const JSON_LIMIT = 1024 * 1024

/**
 * Gives stored Requests the shape that filters look at. The indexer and the readers share it, so that a text found by the index is
 * the text that is checked, and captured credentials are masked in both (design.md §8: they are never indexed).
 * @param providers whose own places of credentials are masked beside the general ones
 */
export function candidateReads(db: ReadableDb, providers: readonly Provider[]): (record: RequestRecord) => Candidate {
  const bodies = bodyReads(db)
  const byId = new Map(providers.map(provider => [provider.id, provider]))
  const find = db.prepare<[number], { headers_json: string; detail_json: string; owner: number }>(
    'SELECT headers_json, detail_json, coalesce(body_of, id) AS owner FROM requests WHERE id = ?',
  )

  const read = (owner: number, length: number): Uint8Array => {
    const first = bodies.bodySlice({ owner, from: 0, length })
    if (first.byteLength >= length) return first
    const bytes = new Uint8Array(length)
    let at = 0
    for (let part = first; part.byteLength > 0 && at < length; part = bodies.bodySlice({ owner, from: at, length: length - at })) {
      bytes.set(part, at)
      at += part.byteLength
    }
    return bytes.subarray(0, at)
  }

  return record => {
    const provider = (record.provider === null ? undefined : byId.get(record.provider)) ?? null
    const stored = once(() => find.get(record.id))
    const headers = once((): string[] => JSON.parse(stored()?.headers_json ?? '[]'))
    const masked = once(() => maskHeaders(provider, headers()))
    const contentType = () => headerValue(headers(), 'content-type')

    const bodyText = (limit: number) => {
      const owner = stored()?.owner
      if (owner === undefined || record.size === 0) return null
      const beginning = decodedBeginning(headerValue(headers(), 'content-encoding'), record.size, limit, n => read(owner, n))
      if (!beginning) return null
      const text = decodeText(contentType(), beginning.bytes)
      return text === null ? null : { text: maskText(provider, contentType(), text), cut: beginning.cut }
    }

    return {
      row: toRequestRow(record),
      headers: masked,
      text: once(() => {
        const list = masked()
        let text = `${maskTarget(provider, record.target)}\n`
        for (let i = 0; i + 1 < list.length; i += 2) text += `${list[i]}: ${list[i + 1]}\n`
        return fold(`${text}\n${bodyText(TEXT_LIMIT)?.text ?? ''}`)
      }),
      json: once(() => {
        const body = bodyText(JSON_LIMIT)
        return body && !body.cut ? jsonOf(contentType(), body.text) : undefined
      }),
      eventIds: once(() => {
        if (record.event_count <= 1) return record.event_id === null ? [] : [record.event_id]
        return (JSON.parse(stored()?.detail_json ?? '{}') as Partial<RequestExtras>).eventKeys ?? []
      }),
    }
  }
}

/** Text of the bytes by the Request's charset; null when they are not text. */
function decodeText(contentType: string | undefined, bytes: Uint8Array): string | null {
  const type = mediaType(contentType)
  const named = /^text\/|[/+](json|xml|yaml)$|^application\/(x-www-form-urlencoded|javascript|graphql|x-ndjson)$|^multipart\//.test(type)
  // Nothing or anything may be said of a webhook's type; a zero byte is what texts do not have.
  if (!named && bytes.subarray(0, 1024).includes(0)) return null
  const charset = /charset="?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
  try {
    // As a stream, so that a character cut in half at the limit is left out.
    return new TextDecoder(charset).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder().decode(bytes, { stream: true })
  }
}

/** JSON by its type or by its looks (it is often sent as text/plain), or a form as an object of first values. */
function jsonOf(contentType: string | undefined, text: string): unknown {
  const type = mediaType(contentType)
  if (isFormType(type)) {
    const fields: Record<string, string> = Object.create(null)
    for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value
    return fields
  }
  if (!isJsonType(type) && !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
