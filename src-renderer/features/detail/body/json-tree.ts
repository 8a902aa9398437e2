import type { JsonNode } from './json-nodes.ts'

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

export const isContainer = (node: JsonNode): boolean => node.kind === 'object' || node.kind === 'array'

/** Small documents open in full, large ones show their first two levels: a thousand rows say less than a shape. */
export function initialFolds(nodes: readonly JsonNode[], small = 300): Set<number> {
  const folded = new Set<number>()
  if (nodes.length <= small) return folded
  nodes.forEach((node, index) => {
    if (node.depth >= 2 && node.count > 0 && isContainer(node)) folded.add(index)
  })
  return folded
}

/** Folds of "collapse all": every filled container but the root. */
export function allFolds(nodes: readonly JsonNode[]): Set<number> {
  const folded = new Set<number>()
  nodes.forEach((node, index) => {
    if (index > 0 && node.count > 0) folded.add(index)
  })
  return folded
}

const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/

/** Path of a node as JavaScript would write it after the value: `data.items[0]["odd name"]`; the root is `$`. */
export function pathText(nodes: readonly JsonNode[], index: number): string {
  const parts: string[] = []
  for (let node = nodes[index]; node && node.key !== null; node = nodes[node.parent]) {
    if (typeof node.key === 'number') parts.push(`[${node.key}]`)
    else if (!PLAIN_NAME.test(node.key)) parts.push(`[${JSON.stringify(node.key)}]`)
    else parts.push(`.${node.key}`)
  }
  const path = parts.reverse().join('')
  return path === '' ? '$' : path.replace(/^\./, '')
}

/** What "copy value" yields: a string's content, everything else as it stands in the source. */
export function valueText(text: string, node: JsonNode): string {
  const source = text.slice(node.start, node.end)
  return node.kind === 'string' ? String(JSON.parse(source)) : source
}

/** The document indented by two spaces, every scalar exactly as in the source. */
export function prettyText(text: string, nodes: readonly JsonNode[]): string {
  const out: string[] = []
  const open: number[] = []
  const closeUntil = (index: number) => {
    for (let top = open.at(-1); top !== undefined && nodes[top]?.next === index; top = open.at(-1)) {
      open.pop()
      out.push('\n', '  '.repeat(open.length), nodes[top]?.kind === 'object' ? '}' : ']')
    }
  }
  nodes.forEach((node, index) => {
    closeUntil(index)
    if (node.key !== null) {
      const first = node.parent === index - 1
      out.push(first ? '\n' : ',\n', '  '.repeat(node.depth))
      if (typeof node.key === 'string') out.push(JSON.stringify(node.key), ': ')
    }
    if (!isContainer(node)) out.push(text.slice(node.start, node.end))
    else if (node.count === 0) out.push(node.kind === 'object' ? '{}' : '[]')
    else {
      out.push(node.kind === 'object' ? '{' : '[')
      open.push(index)
    }
  })
  closeUntil(nodes.length)
  return out.join('')
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
