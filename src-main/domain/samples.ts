import type { HeaderPair } from './http/headers.ts'

/** A webhook as a provider would send it, as data: texts with placeholders, which are filled in when it is rendered. */
export interface Sample {
  /** Kebab-case, unique within its provider. */
  readonly id: string
  /** What happened, for a list. */
  readonly title: string
  /** What the provider's rules read from it; null where the provider sends no type. */
  readonly eventType: string | null
  /** Something went wrong, and the receiver's unhappy path is to be tried. */
  readonly failure?: true
  /** The provider gives Requests of this kind no id, though it gives others one. */
  readonly withoutId?: true
  /** Default POST. */
  readonly method?: string
  /** Default: JSON, form or plain text, as the body is. */
  readonly contentType?: string
  /** Beside Content-Type and the signature. */
  readonly headers?: readonly HeaderPair[]
  readonly body: SampleBody
}

export type SampleBody = { readonly json: JsonTemplate } | { readonly form: readonly HeaderPair[] } | { readonly text: string }
export type JsonTemplate = string | number | boolean | null | readonly JsonTemplate[] | { readonly [name: string]: JsonTemplate }

export interface RenderedSample {
  readonly method: string
  /** Content-Type first; no signature. */
  readonly headers: HeaderPair[]
  readonly body: Uint8Array
  readonly contentType: string
  readonly eventType: string | null
}

export interface RenderAt {
  /** ms since epoch. */
  readonly now: number
  /** So many bytes of randomness. */
  readonly random: (count: number) => Uint8Array
}

/**
 * The sample with its placeholders filled in. `{{kind:argument@name}}`; argument and name may be absent, and the same placeholder with
 * a name stands for the same value wherever it is. Kinds:
 * - ids: `hex:24`, `lower:20`, `upper:20`, `alnum:24`, `digits:10` (so many characters), `number:10` (no leading zero), `uuid`, `ulid`
 * - times: `iso` (with ms), `iso-s`, `date`, `s`, `ms`, `s-text`, `ms-text`, each with an argument like `-2h` (s, m, h, d)
 *
 * In JSON a text that is nothing but `number`, `s` or `ms` becomes a number. An unknown placeholder stays as it is.
 */
export function renderSample(sample: Sample, at: RenderAt): RenderedSample {
  const fill = filler(at)
  const { kind, text } = bodyText(sample.body, fill)
  const contentType = sample.contentType ?? usualType[kind]
  const headers: HeaderPair[] = [['Content-Type', contentType]]
  for (const [name, value] of sample.headers ?? []) headers.push([name, fill(value)])
  return { method: sample.method ?? 'POST', headers, body: new TextEncoder().encode(text), contentType, eventType: sample.eventType }
}

const usualType = { json: 'application/json', form: 'application/x-www-form-urlencoded', text: 'text/plain; charset=utf-8' } as const

type Fill = (text: string) => string

function bodyText(body: SampleBody, fill: Fill): { kind: keyof typeof usualType; text: string } {
  if ('json' in body) return { kind: 'json', text: JSON.stringify(fillJson(body.json, fill)) }
  if ('text' in body) return { kind: 'text', text: fill(body.text) }
  return { kind: 'form', text: new URLSearchParams(body.form.map(([name, value]): [string, string] => [name, fill(value)])).toString() }
}

const NUMERIC = /^\{\{(?:number|s|ms)(?::[^@{}]*)?(?:@[^{}]*)?\}\}$/

function fillJson(value: JsonTemplate, fill: Fill): unknown {
  if (typeof value === 'string') return NUMERIC.test(value) ? Number(fill(value)) : fill(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => fillJson(item, fill))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillJson(item, fill)]))
}

function filler({ now, random }: RenderAt): Fill {
  const named = new Map<string, string>()
  return text =>
    text.replace(/\{\{([a-z-]+)(?::([^@{}]*))?(@[^{}]*)?\}\}/g, (whole, kind: string, argument = '', name?: string) => {
      const known = named.get(whole)
      if (known !== undefined) return known
      const value = isTime(kind) ? timeText[kind](now + shift(argument)) : idText(kind, argument, random)
      if (value === null) return whole
      if (name !== undefined) named.set(whole, value)
      return value
    })
}

const timeText = {
  iso: (ms: number) => new Date(ms).toISOString(),
  'iso-s': (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, ''),
  date: (ms: number) => new Date(ms).toISOString().slice(0, 10),
  s: (ms: number) => String(Math.floor(ms / 1000)),
  's-text': (ms: number) => String(Math.floor(ms / 1000)),
  ms: (ms: number) => String(ms),
  'ms-text': (ms: number) => String(ms),
}
const isTime = (kind: string): kind is keyof typeof timeText => Object.hasOwn(timeText, kind)

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
function shift(argument: string): number {
  const match = /^([+-]?\d+)([smhd])$/.exec(argument)
  return match ? Number(match[1]) * (unitMs[match[2] ?? ''] ?? 0) : 0
}

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const alphabets: Readonly<Record<string, string>> = {
  hex: '0123456789abcdef',
  lower: lower + digits,
  upper: lower.toUpperCase() + digits,
  alnum: lower + lower.toUpperCase() + digits,
  digits,
  number: digits,
}
/** Crockford's base 32, as ULIDs are written. */
const ULID = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Null for a kind that there is not. */
function idText(kind: string, argument: string, random: RenderAt['random']): string | null {
  // The first character of a ULID is part of the time and stays at 0 for the next centuries.
  if (kind === 'ulid') return `01${pick(ULID, 24, random)}`
  if (kind === 'uuid') return uuid(pick('0123456789abcdef', 32, random))
  const alphabet = Object.hasOwn(alphabets, kind) ? alphabets[kind] : undefined
  const text = alphabet === undefined ? null : pick(alphabet, Number(argument) || 16, random)
  return kind === 'number' ? (text?.replace(/^0/, '7') ?? null) : text
}

function pick(alphabet: string, count: number, random: RenderAt['random']): string {
  return Array.from(random(count), byte => alphabet[byte % alphabet.length]).join('')
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
