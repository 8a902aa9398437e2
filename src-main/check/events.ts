import { travelling } from '#domain/delivery/outgoing-headers.ts'
import { eventOf } from '#domain/events.ts'
import { parseBody } from '#domain/http/body.ts'
import { flatHeaders, headerValue, withoutHeaders } from '#domain/http/headers.ts'
import { requestView } from '#domain/http/request-view.ts'
import { textAt } from '#domain/place.ts'
import type { Provider, ValueRule } from '#domain/provider.ts'
import { renderSample } from '#domain/samples.ts'
import type { Draft } from '#domain/signature/sign.ts'
import type { Target, World } from './target.ts'

/** An event that nobody has seen before: the genuine one with ids of its own, unsigned. `age` = so many ms ago. */
export function freshEvent(target: Target, world: Pick<World, 'now' | 'random'>, age = 0): Draft {
  const { genuine, url, provider } = target
  if (genuine.kind === 'sample') {
    const { method, headers, body } = renderSample(genuine.sample, { now: world.now() - age, random: world.random })
    return { method, url, headers: flatHeaders(headers), body }
  }
  const draft: Draft = { method: genuine.method, url, headers: withoutSignature(provider, travelling(genuine.headers)), body: genuine.body }
  return idsOf(provider, draft).reduce<Draft>((changed, id) => replaced(changed, id, similar(id, world.random)), draft)
}

/** Headers without those that any scheme of the provider writes. */
function withoutSignature(provider: Provider | null, headers: string[]): string[] {
  const names = new Set<string>()
  for (const { signature, timestamp, messageId, bodyHash } of provider?.schemes ?? []) {
    for (const place of [signature.place, timestamp?.at, messageId, bodyHash?.at]) {
      if (place?.in === 'header') for (const name of place.names) names.add(name.toLowerCase())
    }
  }
  return withoutHeaders(headers, names)
}

/** An id without a digit has to be as long to be taken for one, chars: a short word may stand anywhere in the event. */
const LONG = 12

/**
 * The texts that make the event this one and no other: of each rule's parts the ones that look made up, for a key may be joined from a
 * type and a time, and the type must stay. A digit shows it, mostly; of random letters and digits one text in a hundred has none, and
 * then it is long, and no part of a joined key.
 */
function idsOf(provider: Provider | null, draft: Draft): string[] {
  const view = viewOf(draft)
  const type = eventOf(provider, view).type
  const rules: readonly ValueRule[] = provider?.eventKeys ?? [{ parts: [{ in: 'body', path: 'id' }] }]
  const texts = rules.flatMap(({ parts, each }) =>
    parts
      .map(part => textAt(view, part.in === 'body' && each ? { ...part, path: `${each}.${part.path}` } : part))
      .filter((text): text is string => text !== undefined && text !== type)
      .filter(text => (/\d/.test(text) ? text.length >= 4 : text.length >= LONG && parts.length === 1)),
  )
  return [...new Set(texts)]
}

export function viewOf({ method, url, headers, body }: Draft) {
  const { pathname, search } = new URL(url)
  return requestView({ method, url, target: `${pathname}${search}`, headers, body, receivedAt: 0 })
}

/** By text and wherever it stands, so that the layout stays and what refers to the id refers to the new one. */
function replaced(draft: Draft, id: string, by: string): Draft {
  const body = Buffer.from(draft.body).toString('latin1').replaceAll(Buffer.from(id, 'utf8').toString('latin1'), by)
  return { ...draft, headers: draft.headers.map(text => text.replaceAll(id, by)), body: Buffer.from(body, 'latin1') }
}

/** Another text of the same shape: digits for digits, letters for letters; what looks like a prefix (`evt_`) stays. */
export function similar(id: string, random: (count: number) => Uint8Array): string {
  const from = Math.max(0, id.lastIndexOf('_') + 1)
  const bytes = random(id.length)
  const hex = /^[0-9a-f-]+$/i.test(id.slice(from))
  return [...id]
    .map((char, at) => {
      const byte = bytes[at] ?? 0
      if (at < from) return char
      // The first digit stays, lest a number begin with a nought.
      if (/\d/.test(char)) return at === from ? char : String(byte % 10)
      if (/[a-z]/.test(char)) return hex ? 'abcdef'.charAt(byte % 6) : String.fromCharCode(97 + (byte % 26))
      return /[A-Z]/.test(char) ? (hex ? 'ABCDEF'.charAt(byte % 6) : String.fromCharCode(65 + (byte % 26))) : char
    })
    .join('')
}

/** The JSON object in a draft's body; null where it holds none. */
export function jsonObject(draft: Draft): Record<string, unknown> | null {
  const parsed = parseBody(headerValue(draft.headers, 'content-type'), draft.body)
  return parsed.kind === 'json' && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value)
    ? { ...(parsed.value as Record<string, unknown>) }
    : null
}

export const withJson = (draft: Draft, value: unknown): Draft => ({ ...draft, body: Buffer.from(JSON.stringify(value), 'utf8') })
export const withBody = (draft: Draft, text: string): Draft => ({ ...draft, body: Buffer.from(text, 'utf8') })

/** Names of the top members that the provider's own rules read: ids and types. They must stay for the event to be the same. */
export function keptMembers(provider: Provider | null): Set<string> {
  const parts = [...(provider?.eventKeys ?? []), ...(provider?.eventType ?? [])].flatMap(rule => rule.parts)
  const names = parts.flatMap(part => (part.in === 'body' ? [part.path.split(/[.[]/)[0] ?? ''] : []))
  return new Set([...names, 'id', 'type', 'object', 'event'])
}
