import { randomUUID } from 'node:crypto'
import type { Arrival, Judgement, ReplyPlan } from '#domain/capture.ts'
import type { ReplyMode } from '#domain/config.ts'
import { isJsonType, mediaType, type ParsedBody, parseBody, valuesAt } from '#domain/http/body.ts'
import { headerValue, withoutHeaders } from '#domain/http/headers.ts'
import { bodyValue } from '#domain/place.ts'
import { type Escaping, fillTemplate, type ReplyTemplate, readTemplate, type TemplateValues } from '#domain/reply-template.ts'
import { decodeBody } from './decode.ts'

type Custom = Extract<ReplyMode, { mode: 'custom' }>

interface Prepared {
  readonly status: number
  readonly delayMs: number
  readonly headers: readonly (readonly [name: string, value: ReplyTemplate])[]
  readonly body: ReplyTemplate
  readonly escaping: Escaping
  /** Set when nothing is to be filled in: then every reply is this one. */
  readonly fixed: ReplyPlan | null
}

/** The receiver sets length and connection headers itself: a wrong length would leave the sender waiting. */
const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive'])
/** Bytes of a body, inflated, that is looked into for a reply: it is done within the commit, and others wait. */
const LOOK_UP_TO = 256 * 1024
/** By configuration object, which stays the same until the Source is saved again. */
const prepared = new WeakMap<Custom, Prepared>()

/** The reply of a Source in custom mode. The body is parsed only when a placeholder asks for something in it. */
export function customReply(mode: Custom, capture: Arrival, assessment: Judgement): ReplyPlan {
  let ready = prepared.get(mode)
  if (!ready) {
    ready = prepare(mode)
    prepared.set(mode, ready)
  }
  if (ready.fixed) return ready.fixed
  const { status, delayMs, escaping } = ready
  const values = valuesOf(capture, assessment)
  const headers = ready.headers.flatMap(([name, value]) => [name, fillTemplate(value, values, 'header')])
  return { status, headers, body: fillTemplate(ready.body, values, escaping), delayMs }
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
  return { status, delayMs, headers: pairs, body: text, escaping, fixed: varies ? null : { status, headers: sent, body, delayMs } }
}

/** Invalid templates are refused when saved, so this one was saved by an older version; it is sent verbatim. */
function templateOf(text: string): ReplyTemplate {
  const read = readTemplate(text)
  return read.ok ? read.template : [{ text }]
}

function valuesOf(capture: Arrival, assessment: Judgement): TemplateValues {
  let body: { readonly value: unknown } | null = null
  return {
    method: capture.method,
    target: capture.target,
    headers: capture.headers,
    body: path => {
      body ??= { value: capture.body.byteLength > LOOK_UP_TO ? undefined : bodyValue(parsedBody(capture)) }
      return valuesAt(body.value, path)[0]
    },
    eventId: assessment.eventKeys[0] ?? null,
    eventType: assessment.eventType,
    receivedAt: capture.receivedAt,
    uuid: randomUUID,
  }
}

function parsedBody({ headers, body }: Arrival): ParsedBody {
  const decoded = decodeBody(headerValue(headers, 'content-encoding'), body, LOOK_UP_TO)
  return parseBody(headerValue(headers, 'content-type'), decoded.ok ? decoded.bytes : new Uint8Array())
}
