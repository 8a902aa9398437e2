import { closedWords, fields, isClosed } from '#domain/filter/words.ts'

/** What can follow at the end of a draft. */
export interface Suggestion {
  /** The draft with this taken over. */
  readonly draft: string
  readonly label: string
  readonly hint: string
  /** A whole condition; otherwise its value is still to come. */
  readonly complete: boolean
}

export interface Vocabulary {
  readonly sources: readonly { readonly slug: string; readonly name: string }[]
  readonly providers: readonly { readonly id: string; readonly name: string }[]
}

const MOST = 40
const open: Readonly<Record<string, readonly (readonly [value: string, hint: string])[]>> = {
  method: ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(method => [method, ''] as const),
  status: [
    ['2xx', 'accepted'],
    ['4xx', 'refused'],
    ['5xx', 'could not be kept'],
    ['>=400', 'anything but accepted'],
  ],
  after: [
    ['1h', 'the last hour'],
    ['24h', 'the last day'],
    ['7d', 'the last week'],
  ],
  before: [
    ['1h', 'older than an hour'],
    ['24h', 'older than a day'],
    ['7d', 'older than a week'],
  ],
  size: [
    ['>1MB', 'large bodies'],
    ['0', 'empty bodies'],
  ],
}

/** Completions of the last word of a draft: names of fields, then values of the field. */
export function suggest(draft: string, words: Vocabulary): Suggestion[] {
  const match = /^(.*?)([-(]*)([^\s()]*)$/s.exec(draft)
  const before = `${match?.[1] ?? ''}${match?.[2] ?? ''}`
  const word = match?.[3] ?? ''
  const colon = word.indexOf(':')
  if (colon < 0) {
    return Object.entries(fields)
      .filter(([name]) => name.startsWith(word.toLowerCase()))
      .map(([name, hint]) => ({ draft: `${before}${name}:`, label: `${name}:`, hint, complete: false }))
  }
  const field = word.slice(0, colon).toLowerCase()
  const typed = word.slice(colon + 1).toLowerCase()
  return valuesOf(field, words)
    .filter(
      ([value, hint]) => value.toLowerCase() !== typed && (value.toLowerCase().startsWith(typed) || hint.toLowerCase().startsWith(typed)),
    )
    .slice(0, MOST)
    .map(([value, hint]) => ({ draft: `${before}${field}:${value}`, label: `${field}:${value}`, hint, complete: true }))
}

function valuesOf(field: string, words: Vocabulary): readonly (readonly [value: string, hint: string])[] {
  if (isClosed(field)) return Object.entries(closedWords[field])
  if (field === 'source') return [['inbox', 'no source'], ...words.sources.map(source => [source.slug, source.name] as const)]
  if (field === 'provider') return words.providers.map(provider => [provider.id, provider.name] as const)
  return open[field] ?? []
}
