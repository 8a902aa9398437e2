/**
 * Variables in what a person composes: `{{now}}`, `{{uuid}}` .., filled in when it is sent and before it is signed.
 *
 * `{{uuid:order}}` (any name after the colon) is the same value wherever it stands in one sending; without it every place gets a value of
 * its own. `\{{` is two braces and no variable. Only braces that close on the same line are looked at, so JSON needs no escaping.
 */
export const VARIABLES = ['now', 'now.s', 'now.ms', 'uuid', 'random', 'random.int'] as const
export type VariableName = (typeof VARIABLES)[number]

/** Clock and randomness, passed in. `now` in ms since epoch. */
export interface VariableSources {
  readonly now: number
  bytes(count: number): Uint8Array
}

export type Expanded =
  | { readonly ok: true; readonly text: string }
  /** `name` as it was written; `offset` in UTF-16 units. */
  | { readonly ok: false; readonly name: string; readonly offset: number }

const PLACE = /\\?\{\{([^{}\n]*)\}\}|\\\{\{/g

/** One sending: all texts that go through the same expander share their clock and their labelled values. */
export function createExpander(sources: VariableSources): (text: string) => Expanded {
  const labelled = new Map<string, string>()
  return text => {
    let problem: { name: string; offset: number } | null = null
    const out = text.replace(PLACE, (written: string, inside: string | undefined, offset: number) => {
      if (written.startsWith('\\')) return written.slice(1)
      const known = variableOf(inside ?? '')
      if (known === null) {
        problem ??= { name: (inside ?? '').trim(), offset }
        return written
      }
      if (known.label === null) return expansionOf(known.name, sources)
      const key = `${known.name}:${known.label}`
      const value = labelled.get(key) ?? expansionOf(known.name, sources)
      labelled.set(key, value)
      return value
    })
    return problem === null ? { ok: true, text: out } : { ok: false, ...(problem as { name: string; offset: number }) }
  }
}

/** The first variable of a text that is none of ours; null when all are. */
export function unknownVariable(text: string): { readonly name: string; readonly offset: number } | null {
  for (const { 0: written, 1: inside, index } of text.matchAll(PLACE)) {
    if (!written.startsWith('\\') && variableOf(inside ?? '') === null) return { name: (inside ?? '').trim(), offset: index }
  }
  return null
}

/** How many variables a text holds. */
export function countVariables(text: string): number {
  let count = 0
  for (const [written] of text.matchAll(PLACE)) if (!written.startsWith('\\')) count++
  return count
}

/** A text that is to be sent as it stands, though it may read as if variables were in it. */
export function escapeVariables(text: string): string {
  return text.replace(PLACE, written => `\\${written}`)
}

/**
 * The text with something as long in the place of each variable, so that a JSON reader can check it and its offsets stay true: digits
 * for a number, which stand as well within quotes as without; letters for what belongs within quotes.
 */
export function standIns(text: string): string {
  return text.replace(PLACE, (written: string, inside: string | undefined) => {
    if (written.startsWith('\\')) return `_${written.slice(1)}`
    const name = variableOf(inside ?? '')?.name
    return (name === 'now.s' || name === 'now.ms' || name === 'random.int' ? '1' : 'x').repeat(written.length)
  })
}

function variableOf(inside: string): { name: VariableName; label: string | null } | null {
  const match = /^\s*([a-z.]+)(?::([\w-]{1,40}))?\s*$/.exec(inside)
  const name = VARIABLES.find(candidate => candidate === match?.[1])
  return name === undefined ? null : { name, label: match?.[2] ?? null }
}

function expansionOf(name: VariableName, { now, bytes }: VariableSources): string {
  switch (name) {
    case 'now':
      return new Date(now).toISOString()
    case 'now.s':
      return String(Math.floor(now / 1000))
    case 'now.ms':
      return String(now)
    case 'uuid':
      return uuid(bytes(16))
    case 'random':
      return hex(bytes(16))
    case 'random.int':
      // Nine digits: a whole number in every language that reads it, and never with a leading zero.
      return String(100_000_000 + (bytes(4).reduce((sum, byte) => sum * 256 + byte, 0) % 900_000_000))
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

/** RFC 9562, version 4. */
function uuid(random: Uint8Array): string {
  const bytes = Uint8Array.from(random)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
