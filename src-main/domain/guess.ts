import { valuesAt } from './http/body.ts'
import type { RequestView } from './http/request-view.ts'
import { bodyValue, type Place, scalars, textAt } from './place.ts'
import type { DetectRule, Provider } from './provider.ts'
import { viewFor } from './provider-view.ts'

export interface Guess {
  readonly provider: string
  /** 0 to 1, two digits. */
  readonly confidence: number
}

type Index = ReadonlyMap<string, readonly { readonly provider: string; readonly rule: DetectRule }[]>

const indexes = new WeakMap<Iterable<Provider>, Index>()

/**
 * Which providers a Request looks like, most likely first. Header names and beginnings of values only: it runs for every Request
 * that no Source claims, however large its body. One pass over the headers, whatever the number of providers.
 */
export function guessProvider(providers: Iterable<Provider>, view: Pick<RequestView, 'headers'>): Guess[] {
  return ranked(doubtsByHeaders(providers, view))
}

/**
 * The same with the providers' hints about query and body. It parses the body: for when somebody wants to know, and for small bodies
 * whose headers tell nothing.
 */
export function guessProviderFully(providers: Iterable<Provider>, view: RequestView): Guess[] {
  const doubts = doubtsByHeaders(providers, view)
  for (const provider of hintedOf(providers)) {
    const seen = withBodyOnce(viewFor(provider, view), provider.formPayload)
    for (const { place, equals, weight } of provider.hints ?? []) {
      const text = seen(place)
      if (text !== undefined && (equals === undefined || text === equals)) reduce(doubts, provider.id, weight)
    }
  }
  return ranked(doubts)
}

/** Texts of one provider's hints. The body's value is made once and not for each: of a form it is a new object every time. */
function withBodyOnce(view: RequestView, formPayload: string | undefined): (place: Place) => string | undefined {
  let body: { readonly value: unknown } | undefined
  return place => {
    if (place.in !== 'body') return place.in === 'query' && !view.target.includes('?') ? undefined : textAt(view, place)
    body ??= { value: bodyValue(view.parsed(), formPayload) }
    return body.value === undefined ? undefined : scalars(valuesAt(body.value, place.path))[0]
  }
}

const hinted = new WeakMap<Iterable<Provider>, readonly Provider[]>()

/** The few that have hints. */
function hintedOf(providers: Iterable<Provider>): readonly Provider[] {
  let found = hinted.get(providers)
  if (!found) {
    found = [...providers].filter(provider => provider.hints !== undefined)
    hinted.set(providers, found)
  }
  return found
}

type Doubts = Map<string, number>

/** Chance that the provider is a wrong guess, after each rule that fits: independent hints multiply. */
function reduce(doubts: Doubts, provider: string, weight: number): void {
  doubts.set(provider, (doubts.get(provider) ?? 1) * (1 - weight))
}

function ranked(doubts: Doubts): Guess[] {
  const guesses = [...doubts].map(([provider, doubt]) => ({ provider, confidence: Math.round((1 - doubt) * 100) / 100 }))
  return guesses.sort((a, b) => b.confidence - a.confidence || a.provider.localeCompare(b.provider))
}

function doubtsByHeaders(providers: Iterable<Provider>, view: Pick<RequestView, 'headers'>): Doubts {
  let index = indexes.get(providers)
  if (!index) {
    index = buildIndex(providers)
    indexes.set(providers, index)
  }
  const doubts: Doubts = new Map()
  const seen = new Set<DetectRule>()
  for (let i = 0; i + 1 < view.headers.length; i += 2) {
    const entries = index.get((view.headers[i] as string).toLowerCase())
    if (!entries) continue
    for (const { provider, rule } of entries) {
      if (seen.has(rule) || (rule.startsWith !== undefined && !view.headers[i + 1]?.startsWith(rule.startsWith))) continue
      seen.add(rule)
      reduce(doubts, provider, rule.weight)
    }
  }
  return doubts
}

function buildIndex(providers: Iterable<Provider>): Index {
  const index = new Map<string, { provider: string; rule: DetectRule }[]>()
  for (const provider of providers) {
    for (const rule of provider.detect) {
      const name = rule.header.toLowerCase()
      const entries = index.get(name)
      if (entries) entries.push({ provider: provider.id, rule })
      else index.set(name, [{ provider: provider.id, rule }])
    }
  }
  return index
}
