import type { Variant } from './variant.ts'

const REWRITTEN = 'something between the provider and you parsed and rewrote the JSON'

/** The ways in which serialisers write one JSON value. Empty when the text is not JSON. */
export function* jsonForms(text: string): Generator<Variant<string>> {
  let value: unknown
  try {
    value = JSON.parse(text)
    yield* forms(text, value)
  } catch {
    // Not JSON, or nested so deep that a serialiser gives up: then nobody else's did either.
  }
}

function* forms(text: string, value: unknown): Generator<Variant<string>> {
  const made = (name: string, written: string, how: string): Variant<string> => {
    return { name, value: written, explanation: `The signature matches if the body is re-serialised ${how}: ${REWRITTEN}.` }
  }
  const compact = JSON.stringify(value)
  // By text first: it keeps numbers such as 1.0 and escapes as they were written.
  yield made('json-compact', withoutSpaces(text), 'without spaces')
  yield made('json-compact', compact, 'without spaces')
  const ascii = 'with \\u escapes for characters outside ASCII'
  yield made('json-compact-ascii', escapeUnicode(compact), `without spaces and ${ascii}`)
  yield made('json-escaped-ascii', escapeUnicode(text), ascii)
  yield made('json-escaped-slashes', compact.replaceAll('/', '\\/'), 'without spaces and with escaped slashes')
  yield made('json-escaped-slashes', escapeUnicode(compact).replaceAll('/', '\\/'), `without spaces, with escaped slashes and ${ascii}`)
  const spaced = spacedJson(value)
  yield made('json-spaced', spaced, 'with a space after each comma and colon')
  yield made('json-spaced', escapeUnicode(spaced), `with a space after each comma and colon and ${ascii}`)
  yield made('json-pretty', JSON.stringify(value, null, 2), 'with two-space indentation')
  yield made('json-pretty', JSON.stringify(value, null, 4), 'with four-space indentation')
  yield made('json-pretty', JSON.stringify(value, null, '\t'), 'with tab indentation')
  yield made('json-pretty', `${JSON.stringify(value, null, 2)}\n`, 'with two-space indentation and a trailing line break')
  yield made('json-sorted', JSON.stringify(sorted(value)), 'without spaces and with sorted members')
}

function withoutSpaces(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g, part => (part.startsWith('"') ? part : ''))
}

function escapeUnicode(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spacedJson(member)}`)
    .join(', ')}}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]))
}
