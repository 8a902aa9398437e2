import type { RetryMark } from './capture.ts'
import type { DuplicateKey } from './config.ts'
import { valuesAt } from './http/body.ts'
import type { RequestView } from './http/request-view.ts'
import { bodyValue, scalars, textAt, textsAt } from './place.ts'
import type { Provider, ValueRule } from './provider.ts'
import { viewFor } from './provider-view.ts'
import { sha256Hex } from './signature/digest.ts'

/** What a Request says about its Event(s). `keys`: 0..n, without repetition, in order. */
export interface EventIdentity {
  readonly keys: string[]
  readonly type: string | null
}

/** Longer keys are replaced by their hash: they are stored for weeks and compared whole. */
const MAX_KEY = 200
const MAX_TYPE = 200

/** Event keys and type of a Request, by its provider's rules. Never throws. */
export function eventOf(provider: Provider | null, view: RequestView): EventIdentity {
  if (provider === null) return { keys: [], type: null }
  const seen = viewFor(provider, view)
  const keys = firstYield(provider.eventKeys, seen, provider.formPayload).map(shortKey)
  const type = firstYield(provider.eventType, seen, provider.formPayload)[0]
  return { keys: [...new Set(keys)], type: type === undefined ? null : type.slice(0, MAX_TYPE) }
}

/** Event keys by what the Source's owner has named, for Requests whose provider gives none. */
export function ownKeys(key: DuplicateKey, view: RequestView): string[] {
  const place = 'header' in key ? ({ in: 'header', names: [key.header] } as const) : ({ in: 'body', path: key.path } as const)
  const texts = textsAt(view, place).filter(text => text !== '')
  return [...new Set(texts.map(shortKey))]
}

/** What the provider itself says about this being a retry; undefined where it is none, or says nothing. */
export function retryOf(provider: Provider | null, view: RequestView): RetryMark | undefined {
  const rule = provider?.retryCount
  if (rule === undefined || provider === null) return undefined
  const text = textAt(view, rule.place)
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined
  const count = Number(text) - rule.first
  if (count < 1) return undefined
  return { count, reason: (rule.reason && textAt(view, rule.reason)?.slice(0, 200)) ?? null }
}

function firstYield(rules: readonly ValueRule[], view: RequestView, formPayload: string | undefined): string[] {
  for (const rule of rules) {
    const values = rule.each === undefined ? single(rule, view, formPayload) : batch(rule, rule.each, view, formPayload)
    if (values.length > 0) return values
  }
  return []
}

/** One part alone may yield many (`events[].id`); several parts are one value. */
function single(rule: ValueRule, view: RequestView, formPayload: string | undefined): string[] {
  const [only] = rule.parts
  if (rule.parts.length === 1 && only) return textsAt(view, only, formPayload).filter(text => text !== '')
  return joined(rule, part => textsAt(view, part, formPayload)[0])
}

function batch(rule: ValueRule, each: string, view: RequestView, formPayload: string | undefined): string[] {
  const items = valuesAt(bodyValue(view.parsed(), formPayload), each)
  return items.flatMap(item => {
    return joined(rule, part => (part.in === 'body' ? scalars(valuesAt(item, part.path))[0] : textsAt(view, part)[0]))
  })
}

function joined(rule: ValueRule, read: (part: ValueRule['parts'][number]) => string | undefined): string[] {
  const texts: string[] = []
  for (const part of rule.parts) {
    const text = read(part)
    if (text !== undefined && text !== '') texts.push(text)
    else if (!part.optional) return []
  }
  return texts.length === 0 ? [] : [texts.join(rule.join ?? '.')]
}

function shortKey(key: string): string {
  return key.length <= MAX_KEY ? key : `${key.slice(0, 40)}~sha256:${sha256Hex(key)}`
}
