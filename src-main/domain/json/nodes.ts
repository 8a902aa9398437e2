/**
 * JSON as a flat list of nodes that point into the source text.
 *
 * JSON.parse is not used for showing: it turns 12345678901234567890 into 12345678901234567000 and 1.0 into 1, keeps only the last of two
 * equal member names, and reorders members whose names look like indexes. What a provider signed is the text, so the text is what a
 * person must see. The list is in document order and every node knows where its subtree ends, which makes folding a jump, and deep
 * nesting cannot exhaust the stack because nothing recurses.
 */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null'

export interface JsonNode {
  readonly kind: JsonKind
  /** Index of the container; -1 for the root. */
  readonly parent: number
  readonly depth: number
  /** Member name (decoded), index in an array, or null for the root. */
  readonly key: string | number | null
  /** Where the value stands in the text: UTF-16 offsets, end exclusive. */
  readonly start: number
  end: number
  /** Members or items of a container. */
  count: number
  /** Index of the first node after this one's subtree. */
  next: number
}

export type JsonProblemCode =
  | 'empty'
  | 'value'
  | 'name'
  | 'colon'
  | 'comma-object'
  | 'comma-array'
  | 'string-open'
  | 'string-control'
  | 'string-escape'
  | 'ends-early'
  | 'trailing'
  | 'too-many'

/** Where and why the text stops being JSON. `offset` is in UTF-16 units. */
export interface JsonProblem {
  readonly code: JsonProblemCode
  readonly offset: number
}

export type JsonResult = { readonly ok: true; readonly nodes: readonly JsonNode[] } | { readonly ok: false; readonly problem: JsonProblem }

/** Above this the tree would cost more memory than it helps; the text view shows such a body. */
export const MAX_NODES = 400_000

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** Parses by RFC 8259, strictly. Never throws. */
export function parseJsonNodes(text: string, maxNodes = MAX_NODES): JsonResult {
  const reader = new Reader(text, maxNodes)
  const problem = reader.read()
  return problem ? { ok: false, problem } : { ok: true, nodes: reader.nodes }
}

class Reader {
  readonly nodes: JsonNode[] = []
  readonly #text: string
  readonly #max: number
  #at = 0

  constructor(text: string, max: number) {
    this.#text = text
    this.#max = max
  }

  read(): JsonProblem | null {
    this.#space()
    if (this.#at >= this.#text.length) return this.#problem('empty')
    let open = -1
    for (;;) {
      // Here a value is due; `open` is the container that waits for it.
      const key = this.#key(open)
      if (typeof key === 'object' && key !== null) return key
      const made = this.#value(open, key)
      if (typeof made !== 'number') return made
      const node = this.nodes[made]
      if (node && (node.kind === 'object' || node.kind === 'array')) {
        this.#space()
        if (this.#text[this.#at] !== closer(node)) {
          open = made
          continue
        }
        this.#close(node)
      }
      const after = this.#afterValue(open)
      if (after === 'done') return null
      if (typeof after === 'object') return after
      open = after
    }
  }

  /** After a value: closes containers, or steps over the comma. Answers the container that waits for the next value. */
  #afterValue(from: number): number | 'done' | JsonProblem {
    let open = from
    for (;;) {
      this.#space()
      const container = this.nodes[open]
      if (!container) return this.#at < this.#text.length ? this.#problem('trailing') : 'done'
      const char = this.#text[this.#at]
      if (char === ',') {
        this.#at++
        this.#space()
        return open
      }
      if (char !== closer(container)) {
        if (char === undefined) return this.#problem('ends-early')
        return this.#problem(container.kind === 'object' ? 'comma-object' : 'comma-array')
      }
      this.#close(container)
      open = container.parent
    }
  }

  #close(node: JsonNode): void {
    this.#at++
    node.end = this.#at
    node.next = this.nodes.length
  }

  /** The name and colon of a member, the index of an item, or null for the root. */
  #key(open: number): string | number | null | JsonProblem {
    const container = this.nodes[open]
    if (!container) return null
    if (container.kind === 'array') return container.count
    if (this.#at >= this.#text.length) return this.#problem('ends-early')
    if (this.#text[this.#at] !== '"') return this.#problem('name')
    const start = this.#at
    const problem = this.#string()
    if (problem) return problem
    const name: unknown = JSON.parse(this.#text.slice(start, this.#at))
    this.#space()
    if (this.#at >= this.#text.length) return this.#problem('ends-early')
    if (this.#text[this.#at] !== ':') return this.#problem('colon')
    this.#at++
    this.#space()
    return String(name)
  }

  #value(open: number, key: string | number | null): number | JsonProblem {
    if (this.nodes.length >= this.#max) return this.#problem('too-many')
    const start = this.#at
    const kind = this.#token()
    if (typeof kind === 'object') return kind
    const container = this.nodes[open]
    if (container) container.count++
    const index = this.nodes.length
    const depth = container ? container.depth + 1 : 0
    this.nodes.push({ kind, parent: open, depth, key, start, end: this.#at, count: 0, next: index + 1 })
    return index
  }

  /** Steps over one scalar, or over the bracket that opens a container. */
  #token(): JsonKind | JsonProblem {
    const char = this.#text[this.#at]
    if (char === undefined) return this.#problem('ends-early')
    if (char === '{' || char === '[') {
      this.#at++
      return char === '{' ? 'object' : 'array'
    }
    if (char === '"') return this.#string() ?? 'string'
    for (const word of ['true', 'false', 'null'] as const) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return word
    }
    NUMBER.lastIndex = this.#at
    const number = NUMBER.exec(this.#text)?.[0]
    if (number === undefined) return this.#problem('value')
    this.#at += number.length
    return 'number'
  }

  #string(): JsonProblem | null {
    const start = this.#at++
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === 0x22) {
        this.#at++
        return null
      }
      if (code < 0x20) return this.#problem('string-control')
      if (code !== 0x5c) continue
      const escaped = this.#text[this.#at + 1] ?? ''
      const unicode = escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(this.#text.slice(this.#at + 2, this.#at + 6))
      if (!unicode && !'"\\/bfnrt'.includes(escaped)) return this.#problem('string-escape')
      this.#at += unicode ? 5 : 1
    }
    return { code: 'string-open', offset: start }
  }

  #space(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    }
  }

  #problem(code: JsonProblemCode): JsonProblem {
    return { code, offset: this.#at }
  }
}

const closer = (node: JsonNode): string => (node.kind === 'object' ? '}' : ']')
