import type { JsonNode } from './nodes.ts'

/** An object or an array. */
export const isContainer = (node: JsonNode): boolean => node.kind === 'object' || node.kind === 'array'

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

/** Levels that are indented: with a hundred thousand of them the text would be all white space. */
const DEEPEST = 100
const indent = (depth: number): string => '  '.repeat(Math.min(depth, DEEPEST))

/** The document indented by two spaces, every scalar exactly as in the source. */
export function prettyText(text: string, nodes: readonly JsonNode[]): string {
  const out: string[] = []
  const open: number[] = []
  const closeUntil = (index: number) => {
    for (let top = open.at(-1); top !== undefined && nodes[top]?.next === index; top = open.at(-1)) {
      open.pop()
      out.push('\n', indent(open.length), nodes[top]?.kind === 'object' ? '}' : ']')
    }
  }
  nodes.forEach((node, index) => {
    closeUntil(index)
    if (node.key !== null) {
      const first = node.parent === index - 1
      out.push(first ? '\n' : ',\n', indent(node.depth))
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
