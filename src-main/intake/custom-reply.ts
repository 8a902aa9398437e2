import { randomUUID } from 'node:crypto'
import type { Arrival, Judgement, ReplyPlan } from '#domain/capture.ts'
import type { ReplyMode } from '#domain/config.ts'
import { isJsonType, mediaType, type ParsedBody, parseBody, valuesAt } from '#domain/http/body.ts'
import { headerValue, type RawHeaders, withoutHeaders } from '#domain/http/headers.ts'
import { bodyValue } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders, maskTarget, maskText } from '#domain/redact.ts'
import { type Escaping, fillTemplate, type ReplyTemplate, readTemplate, type TemplateValues } from '#domain/reply-template.ts'
import { providerById } from '#providers/index.ts'
import type { KeptReply } from '#store/extras.ts'
import { decodeBody } from './decode.ts'

type Custom = Extract<ReplyMode, { mode: 'custom' }>

interface Prepared {
  readonly status: number
  readonly delayMs: number
  readonly headers: readonly (readonly [name: string, value: ReplyTemplate])[]
  readonly body: ReplyTemplate
  readonly escaping: Escaping
  /** Set when nothing is to be filled in: then every reply is this one, or the other where it will not be given again. */
  readonly fixed: { readonly again: KeptReply; readonly once: KeptReply } | null
}

/** The receiver sets length and connection headers itself: a wrong length would leave the sender waiting. */
const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive'])
/** Bytes of a body, inflated, that is looked into for a reply: it is done within the commit, and others wait. */
const LOOK_UP_TO = 256 * 1024
/** Characters of a reply that are kept: a long one in each row would fill a disk that retention believes to be empty. */
const KEEP = 4096
/** Placeholders for what a sender wrote, which may be its credential. */
const echoing = new Set(['path', 'query', 'header', 'json'])
/** By configuration object, which stays the same until the Source is saved again. */
const prepared = new WeakMap<Custom, Prepared>()

/**
 * The reply of a Source in custom mode. The body is parsed only when a placeholder asks for something in it. Where it repeats a credential
 * it is sent in clear and kept masked, for only here is it known which part of the text that is.
 */
export function customReply(mode: Custom, capture: Arrival, assessment: Judgement): KeptReply {
  let ready = prepared.get(mode)
  if (!ready) {
    ready = prepare(mode)
    prepared.set(mode, ready)
  }
  const again = mayBeAgain(ready.status, assessment)
  if (ready.fixed) return again ? ready.fixed.again : ready.fixed.once
  const { status, delayMs, escaping } = ready
  const values = valuesOf(capture, assessment)
  const masked = maskedValues(capture, values, providerById(assessment.provider))
  const headers = ready.headers.map(([name, value]) => [name, filled(value, values, masked, 'header')] as const)
  const body = filled(ready.body, values, masked, escaping)
  const isMasked = body.shown !== body.sent || headers.some(([, value]) => value.shown !== value.sent)
  const sent = { status, headers: headers.flatMap(([name, value]) => [name, value.sent]), body: body.sent, delayMs }
  if (!isMasked) return again ? sent : keptShort(sent)
  return { ...sent, kept: { headers: headers.flatMap(([name, value]) => [name, value.shown]), body: shortened(body.shown), again } }
}

/** Whether a duplicate may have to be answered as this Request was: only what is accepted claims its Event. */
function mayBeAgain(status: number, { verification, eventKeys, fingerprint }: Judgement): boolean {
  return verification.verdict !== 'failed' && status >= 200 && status < 300 && (eventKeys.length > 0 || fingerprint !== undefined)
}

function keptShort(reply: ReplyPlan): KeptReply {
  const body = shortened(reply.body)
  return body === reply.body ? reply : { ...reply, kept: { headers: reply.headers, body } }
}

function shortened(text: string): string {
  return text.length <= KEEP ? text : `${text.slice(0, KEEP)}\n[The first ${KEEP} of ${text.length} characters; all were sent.]\n`
}

/** A template filled in twice, part by part: what is no credential is the same in both, be it the time or a random number. */
function filled(
  template: ReplyTemplate,
  values: TemplateValues,
  masked: TemplateValues,
  escaping: Escaping,
): { sent: string; shown: string } {
  let sent = ''
  let shown = ''
  for (const part of template) {
    const clear = fillTemplate([part], values, escaping)
    sent += clear
    if (!('name' in part && echoing.has(part.name)) || fillTemplate([part], masked, escaping) === clear) shown += clear
    // The mask is no character of a header's: it is only shown there.
    else shown += fillTemplate([part], masked, escaping === 'header' ? 'none' : escaping)
  }
  return { sent, shown }
}

function prepare({ status, headers, body, delayMs }: Custom): Prepared {
  const sent = withoutHeaders(headers.flat(), framing)
  const type = mediaType(headerValue(sent, 'content-type'))
  const text = templateOf(body)
  const fills = (template: ReplyTemplate) => template.some(part => 'name' in part)
  // What the sender wrote comes back to it: without a type a browser would guess one.
  if (fills(text) && type === '') sent.push('Content-Type', 'text/plain; charset=utf-8', 'X-Content-Type-Options', 'nosniff')
  const pairs: [string, ReplyTemplate][] = []
  for (let i = 0; i + 1 < sent.length; i += 2) pairs.push([sent[i] as string, templateOf(sent[i + 1] as string)])
  const varies = fills(text) || pairs.some(([, value]) => fills(value))
  const escaping = isJsonType(type) ? 'json' : /^(?:text\/html|image\/svg|.*[/+]xml$)/.test(type) ? 'html' : 'none'
  const fixed = { status, headers: sent, body, delayMs }
  return { status, delayMs, headers: pairs, body: text, escaping, fixed: varies ? null : { again: fixed, once: keptShort(fixed) } }
}

/** Invalid templates are refused when saved, so this one was saved by an older version; it is sent verbatim. */
function templateOf(text: string): ReplyTemplate {
  const read = readTemplate(text)
  return read.ok ? read.template : [{ text }]
}

function valuesOf(capture: Arrival, assessment: Judgement): TemplateValues {
  let body: { readonly value: unknown } | null = null
  const { headers } = capture
  return {
    method: capture.method,
    target: capture.target,
    headers,
    body: path => {
      body ??= { value: capture.body.byteLength > LOOK_UP_TO ? undefined : bodyValue(parsedBody(capture, headers, null)) }
      return valuesAt(body.value, path)[0]
    },
    eventId: assessment.eventKeys[0] ?? null,
    eventType: assessment.eventType,
    receivedAt: capture.receivedAt,
    uuid: randomUUID,
  }
}

/** The same with credentials masked, each when a placeholder asks for it. */
function maskedValues(capture: Arrival, values: TemplateValues, provider: Provider | null): TemplateValues {
  let headers: string[] | null = null
  let target: string | null = null
  let body: { readonly value: unknown } | null = null
  return {
    ...values,
    get headers() {
      headers ??= maskHeaders(provider, values.headers)
      return headers
    },
    get target() {
      target ??= maskTarget(provider, values.target)
      return target
    },
    body: path => {
      if (!provider || provider.credentials.body.length === 0) return values.body(path)
      body ??= { value: capture.body.byteLength > LOOK_UP_TO ? undefined : bodyValue(parsedBody(capture, values.headers, provider)) }
      return valuesAt(body.value, path)[0]
    },
  }
}

/** @param provider whose credentials are to be masked in it; null = none */
function parsedBody({ body }: Arrival, headers: RawHeaders, provider: Provider | null): ParsedBody {
  const type = headerValue(headers, 'content-type')
  const decoded = decodeBody(headerValue(headers, 'content-encoding'), body, LOOK_UP_TO)
  const bytes = decoded.ok ? decoded.bytes : new Uint8Array()
  return parseBody(type, provider ? Buffer.from(maskText(provider, type, Buffer.from(bytes).toString())) : bytes)
}
