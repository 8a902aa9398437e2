import type { HeaderPair } from '../http/headers.ts'

export type FieldChange = 'same' | 'added' | 'removed' | 'changed'

/** What a name holds on either side: all its values in order, as they may be shown; null where it is absent. */
export interface FieldDifference {
  readonly name: string
  readonly change: FieldChange
  readonly a: readonly string[] | null
  readonly b: readonly string[] | null
}

/** Named values with what may be shown of each; the lists are of one length. */
export interface Fields {
  readonly clear: readonly HeaderPair[]
  readonly shown: readonly HeaderPair[]
}

/** Compares headers, query parameters or form fields by name, in the order of `a` and then of what only `b` has. */
export function diffFields(a: Fields, b: Fields, sameName: (name: string) => string = name => name): FieldDifference[] {
  const left = gathered(a, sameName)
  const right = gathered(b, sameName)
  return [...new Set([...left.keys(), ...right.keys()])].map(key => {
    const one = left.get(key)
    const other = right.get(key)
    const change = !one ? 'added' : !other ? 'removed' : one.clear.join('\0') === other.clear.join('\0') ? 'same' : 'changed'
    return { name: one?.name ?? other?.name ?? key, change, a: one?.shown ?? null, b: other?.shown ?? null }
  })
}

interface Gathered {
  readonly name: string
  readonly clear: string[]
  readonly shown: string[]
}

function gathered({ clear, shown }: Fields, sameName: (name: string) => string): Map<string, Gathered> {
  const found = new Map<string, Gathered>()
  clear.forEach(([name, value], index) => {
    const entry = found.get(sameName(name)) ?? { name, clear: [], shown: [] }
    found.set(sameName(name), entry)
    entry.clear.push(value)
    entry.shown.push(shown[index]?.[1] ?? '')
  })
  return found
}
