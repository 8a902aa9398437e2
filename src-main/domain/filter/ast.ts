/** How two values are compared. `~` = contains. */
export type Comparison = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~'

/** Fields whose value is compared as a whole, in any letter case. */
export type ValueField = 'source' | 'provider' | 'verdict' | 'code' | 'method' | 'is' | 'label' | 'event'

/** A point in time: fixed (ms since epoch), or so many ms before the moment at which the filter is asked. `text` as it was typed. */
export type When = { readonly at: number; readonly text: string } | { readonly ago: number; readonly text: string }

/** One step into a JSON value: a member, an item, or every item. */
export type JsonStep = { readonly key: string } | { readonly index: number } | { readonly all: true }

/** One condition. Values are lower case where letter case does not matter. */
export type Term =
  /** Found anywhere in path, headers or body, in any letter case. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly field: ValueField; readonly value: string }
  /** `prefix`: written with `*` at the end. */
  | { readonly kind: 'type'; readonly value: string; readonly prefix: boolean }
  /** A whole family of replies, 5 for 5xx. */
  | { readonly kind: 'family'; readonly family: number }
  | { readonly kind: 'status'; readonly op: Exclude<Comparison, '~'>; readonly value: number }
  | { readonly kind: 'time'; readonly side: 'after' | 'before'; readonly when: When }
  | { readonly kind: 'size'; readonly op: Exclude<Comparison, '~'>; readonly bytes: number; readonly text: string }
  /** `op` null: the header is there at all. */
  | { readonly kind: 'header'; readonly name: string; readonly op: '=' | '!=' | '~' | null; readonly value: string }
  /** `op` null: there is something at the path. */
  | { readonly kind: 'json'; readonly path: readonly JsonStep[]; readonly op: Comparison | null; readonly value: string }

/** A filter. `and` with no parts lets everything through; otherwise `and` and `or` have two parts or more, none of their own kind. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | Term

/** The filter that lets everything through. */
export const everything: Filter = { kind: 'and', parts: [] }

/** Joins filters so that one shape stands for one meaning: nested groups of the same kind are one group, a group of one is its part. */
export function join(kind: 'and' | 'or', parts: readonly Filter[]): Filter {
  const flat = parts.flatMap(part => (part.kind === kind ? part.parts : [part]))
  return flat.length === 1 && flat[0] ? flat[0] : { kind, parts: flat }
}

/** Negation; a double one is none. */
export function not(part: Filter): Filter {
  return part.kind === 'not' ? part.part : { kind: 'not', part }
}

/** Is a summary row all that a filter needs to see? Live subscriptions ask, since anything more must be read from the store. */
export function rowSuffices(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.every(rowSuffices)
    case 'not':
      return rowSuffices(filter.part)
    case 'text':
    case 'json':
    case 'header':
      return false
    default:
      // A batch carries more Events than its row shows.
      return !(filter.kind === 'value' && filter.field === 'event')
  }
}
