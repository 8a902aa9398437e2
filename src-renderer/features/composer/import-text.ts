import type { RequestDetail } from '#contract/requests.ts'
import { fromCurl } from '#domain/import/curl.ts'
import { fromHar } from '#domain/import/har.ts'
import { fromHttp } from '#domain/import/http.ts'
import type { Imported, ImportResult } from '#domain/import/imported.ts'
import { importable } from '#domain/import/imported.ts'
import { credentialSpans } from '#domain/redact-body.ts'
import { looksMasked } from '#domain/secret.ts'
import { escapeVariables } from '#domain/variables.ts'
import { composeText } from '../../strings/compose.ts'
import { capturedPath } from './draft.ts'
import { editableBody } from './text-edit.ts'

const t = composeText.import

/** Reads what was pasted by what it looks like: JSON is a HAR, a command is curl's, the rest an `.http` text. */
export function importText(text: string): ImportResult {
  const start = text.trimStart()
  if (start === '') return { ok: false, reason: t.empty }
  if (start.startsWith('{')) return fromHar(text)
  if (/^[$%]?\s*(?:\S*\/)?(?:curl|wget|printf|http|https)(?:\.exe)?\s/.test(start)) return fromCurl(start)
  return fromHttp(text)
}

/**
 * A captured Request as one to edit. What is hidden in it is left out and told: a mask would be sent, and revealing is not for an import
 * to do. `url` is only the path that would be appended to an Endpoint's.
 */
export function fromCaptured(request: RequestDetail, bytes: Uint8Array): Imported {
  const header = (wanted: string) => request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
  const notes: string[] = []
  const headers = importable(request.headers).filter(([name, value]) => {
    if (looksMasked(value)) notes.push(t.hiddenHeader(name))
    return !looksMasked(value)
  })
  const body = editableBody(bytes, header('content-encoding'))
  const hidden = body.kind === 'text' && credentialSpans(request.bodyCredentials, header('content-type'), body.text).length > 0
  if (body.kind === 'kept') notes.push(t.keptBody)
  if (hidden) notes.push(t.hiddenBody)
  return {
    title: '',
    method: request.method,
    url: escapeVariables(capturedPath(request)),
    headers: headers.map(([name, value]) => [name, escapeVariables(value)]),
    body: body.kind === 'text' && !hidden ? escapeVariables(body.text) : '',
    notes,
  }
}
