import { quoteIfNeeded } from './term.ts'
import { closedWords, fields, isClosed, isField } from './words.ts'

/** What is known to be there, for values that the language does not list itself. */
export interface CompletionContext {
  readonly sources: readonly { readonly slug: string; readonly name: string }[]
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  /** Event types seen lately. */
  readonly types: readonly string[]
}

export interface Completion {
  /** Replaces the text from `from` to `to`. Field names end in a colon, to go on with the value. */
  readonly insert: string
  readonly detail: string
}
export interface Completions {
  readonly from: number
  readonly to: number
  readonly options: readonly Completion[]
}

const hints: Readonly<Record<string, readonly (readonly [value: string, detail: string])[]>> = {
  status: [
    ['2xx', 'We accepted it'],
    ['4xx', 'We refused it'],
    ['5xx', 'We could not accept it'],
    ['>=400', 'Anything but success'],
  ],
  method: [
    ['post', 'What webhooks use'],
    ['get', 'Handshakes and browsers'],
    ['put', ''],
    ['head', ''],
  ],
  after: [
    ['1h', 'In the last hour'],
    ['1d', 'In the last 24 hours'],
    ['7d', 'In the last week'],
  ],
  before: [
    ['1h', 'More than an hour ago'],
    ['1d', 'More than 24 hours ago'],
    ['7d', 'More than a week ago'],
  ],
  size: [
    ['>1MB', 'Large bodies'],
    ['0', 'Empty bodies'],
  ],
}

/** What could be typed at the caret: field names, or the values of the field before it. */
export function completions(text: string, caret: number, context: CompletionContext): Completions {
  const before = text.slice(0, caret)
  // Inside a phrase there is nothing to complete.
  if ((before.replace(/\\["\\]/g, '').match(/"/g)?.length ?? 0) % 2 === 1) return { from: caret, to: caret, options: [] }
  const start = /[^\s()]*$/.exec(before)?.index ?? caret
  const sign = /^-*/.exec(before.slice(start))?.[0].length ?? 0
  const to = caret + (/^[^\s()]*/.exec(text.slice(caret))?.[0].length ?? 0)
  const typed = before.slice(start + sign).toLowerCase()
  const colon = typed.indexOf(':')
  if (colon < 0) {
    const options = Object.entries(fields).flatMap(([name, detail]) => (name.startsWith(typed) ? [{ insert: `${name}:`, detail }] : []))
    return { from: start + sign, to, options }
  }
  const name = typed.slice(0, colon)
  const value = typed.slice(colon + 1)
  const known = isField(name) ? valuesOf(name, context) : []
  // Values that begin so come first; with "f" typed, `failed` is meant more often than `verified`.
  const rank = ([candidate, detail]: readonly [string, string]) => {
    const at = candidate.toLowerCase().indexOf(value)
    return at === 0 ? 0 : at > 0 ? 1 : detail.toLowerCase().includes(value) ? 2 : 3
  }
  const options = [0, 1, 2].flatMap(wanted =>
    known.flatMap(each => (rank(each) === wanted ? [{ insert: quoteIfNeeded(each[0]), detail: each[1] }] : [])),
  )
  return { from: start + sign + colon + 1, to, options: options.slice(0, 50) }
}

function valuesOf(name: string, context: CompletionContext): (readonly [value: string, detail: string])[] {
  if (isClosed(name)) return Object.entries(closedWords[name])
  switch (name) {
    case 'source':
      return [...context.sources.map(source => [source.slug, source.name] as const), ['inbox', 'Requests without a source']]
    case 'provider':
      return context.providers.map(provider => [provider.id, provider.name] as const)
    case 'type':
      return typesOf(context.types)
    default:
      return [...(hints[name] ?? [])]
  }
}

/** The types, and before them each family that more than one of them belongs to. */
function typesOf(types: readonly string[]): (readonly [value: string, detail: string])[] {
  const counts = new Map<string, number>()
  for (const type of new Set(types)) {
    const family = /^.*?[./:]/.exec(type)?.[0]
    if (family !== undefined) counts.set(family, (counts.get(family) ?? 0) + 1)
  }
  const families = [...counts].filter(([, count]) => count > 1).map(([family, count]) => [`${family}*`, `${count} types`] as const)
  return [...families, ...[...new Set(types)].map(type => [type, 'Event type'] as const)]
}
