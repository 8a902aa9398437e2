import type { JsonNode } from '#domain/json/nodes.ts'
import { isContainer } from '#domain/json/text.ts'

/** What of a JSON document is on screen: indexes of nodes, in order, less what is folded away. */
export function visibleNodes(nodes: readonly JsonNode[], folded: ReadonlySet<number>): number[] {
  const visible: number[] = []
  for (let i = 0; i < nodes.length; ) {
    const node = nodes[i]
    visible.push(i)
    i = node && folded.has(i) ? node.next : i + 1
  }
  return visible
}

/** Small documents open in full, large ones show their first two levels: a thousand rows say less than a shape. */
export function initialFolds(nodes: readonly JsonNode[], small = 300): Set<number> {
  const folded = new Set<number>()
  if (nodes.length <= small) return folded
  nodes.forEach((node, index) => {
    if (node.depth >= 2 && node.count > 0 && isContainer(node)) folded.add(index)
  })
  return folded
}

/** Members whose name their object holds more than once. Parsers keep the last one as a rule, so the others are easily overlooked. */
export function repeatedNames(nodes: readonly JsonNode[]): Set<number> {
  const seen = new Map<number, Map<string, number>>()
  const repeated = new Set<number>()
  nodes.forEach((node, index) => {
    if (typeof node.key !== 'string') return
    const names = seen.get(node.parent) ?? new Map<string, number>()
    seen.set(node.parent, names)
    const first = names.get(node.key)
    if (first === undefined) names.set(node.key, index)
    else repeated.add(first).add(index)
  })
  return repeated
}

/** Nodes whose name or scalar value, as it stands in the source, holds what a pattern looks for. */
export function findNodes(text: string, nodes: readonly JsonNode[], pattern: RegExp | null, limit: number): number[] {
  const found: number[] = []
  if (pattern === null) return found
  const holds = (part: string): boolean => {
    pattern.lastIndex = 0
    return pattern.test(part)
  }
  for (const [index, node] of nodes.entries()) {
    if (found.length >= limit) break
    if ((typeof node.key === 'string' && holds(node.key)) || (!isContainer(node) && holds(text.slice(node.start, node.end))))
      found.push(index)
  }
  return found
}

/** Folds with those around a node taken away, so that it can be seen. */
export function unfoldedTo(nodes: readonly JsonNode[], folded: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(folded)
  for (let at = nodes[index]?.parent ?? -1; at >= 0; at = nodes[at]?.parent ?? -1) next.delete(at)
  return next.size === folded.size ? folded : next
}

/** Folds of "collapse all": every filled container but the root. */
export function allFolds(nodes: readonly JsonNode[]): Set<number> {
  const folded = new Set<number>()
  nodes.forEach((node, index) => {
    if (index > 0 && node.count > 0) folded.add(index)
  })
  return folded
}

/** What "copy value" yields: a string's content, everything else as it stands in the source. */
export function valueText(text: string, node: JsonNode): string {
  const source = text.slice(node.start, node.end)
  return node.kind === 'string' ? String(JSON.parse(source)) : source
}

/**
 * What JavaScript (and most JSON parsers) would make of a number, when that is another number than the text says; null when nothing
 * is lost. 1.0 is the same number as 1, 12345678901234567890 is not the same as 12345678901234567000.
 */
export function lossyNumber(text: string): string | null {
  const read = Number(text)
  if (Number.isFinite(read) && sameDecimal(text, String(read))) return null
  return String(read)
}

function sameDecimal(a: string, b: string): boolean {
  const left = decimal(a)
  const right = decimal(b)
  return left.digits === right.digits && (left.digits === '' || (left.exponent === right.exponent && left.minus === right.minus))
}

/** A decimal as sign, significant digits without outer zeros, and the power of ten of the last one. */
function decimal(text: string): { minus: boolean; digits: string; exponent: number } {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  const fraction = match?.[3] ?? ''
  const all = `${match?.[2] ?? ''}${fraction}`.replace(/^0+/, '')
  const digits = all.replace(/0+$/, '')
  return { minus: match?.[1] === '-', digits, exponent: Number(match?.[4] ?? 0) - fraction.length + (all.length - digits.length) }
}
