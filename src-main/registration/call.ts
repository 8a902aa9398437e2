import { type HeaderPair, headerValue, type RawHeaders } from '#domain/http/headers.ts'

/** One request to a provider's API, made by an adapter and sent by whoever runs it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: string | null
  /** What it does, a sentence for the person who is shown it. */
  readonly does: string
}

export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: RawHeaders
  readonly text: string
}

/** No answer. `sent` false: it certainly never reached the provider; else nobody knows whether it was carried out. */
export interface Silence {
  readonly kind: 'silence'
  /** A sentence. */
  readonly reason: string
  readonly sent: boolean
}

/** Sends a call. Never rejects: what happens is data. */
export type Send = (call: Call) => Promise<Answer | Silence>

export type ProblemCode =
  | 'unauthorized'
  | 'missing_scope'
  | 'not_found'
  | 'exists'
  | 'rate_limited'
  | 'refused'
  | 'unreachable'
  /** The call may or may not have been carried out. */
  | 'unclear'

/** Why a call did not do what it should: a sentence or two, the scope it lacks, and how long to wait. */
export interface Problem {
  readonly code: ProblemCode
  readonly message: string
  readonly scope: string | null
  readonly retryAfterMs: number | null
}

export const problem = (code: ProblemCode, message: string, more: Partial<Problem> = {}): Problem => ({
  code,
  message,
  scope: null,
  retryAfterMs: null,
  ...more,
})

/** Adds what is asked for to an API's root, which may have a path of its own (`https://git.example.com/api/v4`). */
export function at(base: string, path: string, query: Readonly<Record<string, string | null>> = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]))
  const search = new URLSearchParams(given).toString()
  return `${base.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`
}

/** Body as JSON; null when it is none, so that an error page of a proxy reads like an empty answer. */
export function json(answer: Answer): unknown {
  try {
    return JSON.parse(answer.text)
  } catch {
    return null
  }
}

/** What lies under a path of names and indices; undefined where there is nothing. */
export function dig(value: unknown, ...path: (string | number)[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<string | number, unknown>)[step]
  }
  return here
}
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
/** ms since epoch of an ISO date or of seconds; null for neither. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number') return value * 1000
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}

/** Wait that an answer asks for, ms: `Retry-After` in seconds or as a date (given the answer's own `Date`); null when it names none. */
export function retryAfter(answer: Answer): number | null {
  const value = headerValue(answer.headers, 'retry-after')
  if (value === undefined) return null
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const until = timeOf(value)
  const now = timeOf(headerValue(answer.headers, 'date'))
  return until === null || now === null ? null : Math.max(0, until - now)
}

/** Address of the next page in a Link header (RFC 8288), as GitHub and GitLab send it; null on the last page. */
export function nextLink(answer: Answer): string | null {
  const links = headerValue(answer.headers, 'link') ?? ''
  for (const link of links.split(',')) {
    const [, url, rel] = /<([^>]{1,2000})>\s*;[^,]*\brel="?(\w+)"?/.exec(link) ?? []
    if (rel === 'next' && url) return url
  }
  return null
}
