import type { RequestView } from './http/request-view.ts'
import { textAt } from './place.ts'
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
 * The same with the providers' hints about query and body. It parses the body and asks every provider: for when somebody wants to
 * know, not for every capture.
 */
export function guessProviderFully(providers: Iterable<Provider>, view: RequestView): Guess[] {
  const doubts = doubtsByHeaders(providers, view)
  for (const provider of providers) {
    const seen = provider.hints ? viewFor(provider, view) : view
    for (const { place, equals, weight } of provider.hints ?? []) {
      const text = textAt(seen, place, provider.formPayload)
      if (text !== undefined && (equals === undefined || text === equals)) reduce(doubts, provider.id, weight)
    }
  }
  return ranked(doubts)
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
