import type { ExchangeShow } from '#domain/check/types.ts'
import { headerPairs, headerValue, type RawHeaders, withHeaders } from '#domain/http/headers.ts'
import { MASK, maskHeaders, maskTarget, maskText } from '#domain/redact.ts'
import type { Draft } from '#domain/signature/sign.ts'
import type { Answer } from './client.ts'
import type { Target } from './target.ts'

/** Characters of a body that are kept: enough to understand, little enough for sixty scenarios in one row of the database. */
const MAX_SENT = 1500
const MAX_RECEIVED = 2000
const MAX_HEADERS = 40
const MAX_HEADER = 500

/** What was sent and what came back, as it may be kept and shown: no secret in it, not even one that the target gave away. */
export function showExchange(target: Target, label: string, draft: Draft, answer: Answer): ExchangeShow {
  const hide = hider(target)
  const sentType = headerValue(draft.headers, 'content-type')
  return {
    label,
    sent: {
      method: draft.method,
      url: hide(maskTarget(target.provider, draft.url)),
      headers: shownHeaders(target, masked(target, draft.headers), hide),
      body: hide(maskText(target.provider, sentType, cut(draft.body, MAX_SENT))),
      bodySize: draft.body.byteLength,
    },
    received: {
      status: answer.status,
      error: answer.error,
      headers: shownHeaders(target, answer.headers, hide),
      body: hide(cut(answer.body, MAX_RECEIVED)),
      bodySize: answer.body.byteLength,
      durationMs: Math.round(answer.durationMs),
    },
  }
}

/** A scheme whose signature is the secret itself must not show it. */
function masked({ signing }: Target, headers: RawHeaders): RawHeaders {
  const scheme = signing?.scheme
  if (!scheme || (scheme.algorithm !== 'token' && scheme.algorithm !== 'basic') || scheme.signature.place.in !== 'header') return headers
  const present = scheme.signature.place.names.filter(name => headerValue(headers, name) !== undefined)
  return withHeaders(
    headers,
    present.map(name => [name, MASK]),
  )
}

function shownHeaders({ provider }: Target, raw: RawHeaders, hide: (text: string) => string): [string, string][] {
  return headerPairs(maskHeaders(provider, raw))
    .slice(0, MAX_HEADERS)
    .map(([name, value]) => [name.slice(0, MAX_HEADER), hide(value.slice(0, MAX_HEADER))])
}

function hider({ secrets }: Target): (text: string) => string {
  const values = secrets.filter(({ role, value }) => role !== 'url' && role !== 'public-key' && value.length >= 4).map(({ value }) => value)
  return text => values.reduce((shown, value) => shown.replaceAll(value, MASK), text)
}

/** As text, without control characters that a terminal or a page could take for commands. */
function cut(bytes: Uint8Array, limit: number): string {
  const text = Buffer.from(bytes.subarray(0, limit * 4))
    .toString('utf8')
    .slice(0, limit)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
  return text.length < limit ? clean : `${clean}…`
}
