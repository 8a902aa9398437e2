import { AppError } from '#contract/errors.ts'
import type { InputOf } from '#contract/methods.ts'
import { toCurl } from '#domain/export/curl.ts'
import { toHar } from '#domain/export/har.ts'
import { toHttpFile, toJson } from '#domain/export/http.ts'
import { toFetch, toVitest } from '#domain/export/script.ts'
import type { Exported } from '#domain/export/text.ts'
import { withoutHeaders } from '#domain/http/headers.ts'
import { MASK, maskHeaders, maskTarget } from '#domain/redact.ts'
import { providerById } from '#providers/index.ts'
import { maskedBody } from '../masked-body.ts'
import type { Log } from '../ports.ts'
import { maskedReply } from '../request-shown.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadBody, loadRequest, type StoredRequest } from '../stored-request.ts'

/** Bodies of one call: the text is made in memory, twice the bytes for what is not text. */
const MAX_BYTES = 64 * 1024 * 1024

const CODING: ReadonlySet<string> = new Set(['content-encoding'])
const NOTHING: ReadonlySet<string> = new Set()

/** How several are put together, for each form. */
const writers: Readonly<Record<InputOf<'requests.export'>['as'], (all: readonly Exported[], version: string) => string>> = {
  curl: all => all.map(toCurl).join('\n\n'),
  http: all => all.map(toHttpFile).join('\n\n###\n\n'),
  fetch: all => all.map(toFetch).join('\n'),
  json: all => (all.length > 1 ? `[\n${all.map(toJson).join(',\n')}\n]` : all.map(toJson).join('')),
  har: toHar,
  vitest: toVitest,
}

/** `requests.export`. */
export function exportServices(store: StoreClient, log: Log, version: string) {
  return {
    'requests.export': async ({ ids, as, includeCredentials = false }) => {
      if (includeCredentials) log.info('request.exported_with_credentials', { ids, as })
      const found: Exported[] = []
      let bytes = 0
      for (const id of ids) {
        const request = await loadRequest(store, id)
        bytes += request.row.size
        if (bytes > MAX_BYTES)
          throw new AppError('too_large', 'The bodies of these requests exceed 64 MiB in total. Export fewer at a time.')
        found.push(exported(request, await loadBody(store, request), includeCredentials))
      }
      return { text: writers[as](found, version) }
    },
  } satisfies Partial<Services>
}

function exported(request: StoredRequest, body: Uint8Array, clear: boolean): Exported {
  const { row, target, headers, extras } = request
  const { receivedAt, eventType } = row
  const base = { method: row.method, httpVersion: extras.httpVersion, mask: MASK, receivedAt, eventType }
  if (clear) return { ...base, url: extras.effectiveUrl, target, headers, body, bodyMasked: false, reply: extras.reply }
  const provider = providerById(row.provider)
  const masked = maskedBody(provider, headers, body)
  return {
    ...base,
    url: maskTarget(provider, extras.effectiveUrl),
    target: maskTarget(provider, target),
    // A masked body is text: it is not compressed any more.
    headers: withoutHeaders(maskHeaders(provider, headers), masked === null ? NOTHING : CODING),
    body: masked ?? body,
    bodyMasked: masked !== null,
    reply: maskedReply(provider, extras.reply),
  }
}
