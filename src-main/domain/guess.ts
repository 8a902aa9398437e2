import type { RequestView } from './http/request-view.ts'
import type { DetectRule, Provider } from './provider.ts'

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
  let index = indexes.get(providers)
  if (!index) {
    index = buildIndex(providers)
    indexes.set(providers, index)
  }
  // Chance that the provider is a wrong guess, after each rule that fits: independent hints multiply.
  const doubts = new Map<string, number>()
  const seen = new Set<DetectRule>()
  for (let i = 0; i + 1 < view.headers.length; i += 2) {
    const entries = index.get((view.headers[i] as string).toLowerCase())
    if (!entries) continue
    for (const { provider, rule } of entries) {
      if (seen.has(rule) || (rule.startsWith !== undefined && !view.headers[i + 1]?.startsWith(rule.startsWith))) continue
      seen.add(rule)
      doubts.set(provider, (doubts.get(provider) ?? 1) * (1 - rule.weight))
    }
  }
  const guesses = [...doubts].map(([provider, doubt]) => ({ provider, confidence: Math.round((1 - doubt) * 100) / 100 }))
  return guesses.sort((a, b) => b.confidence - a.confidence || a.provider.localeCompare(b.provider))
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
