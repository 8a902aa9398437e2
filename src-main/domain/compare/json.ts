import type { JsonNode } from '../json/nodes.ts'
import { isContainer, pathText } from '../json/text.ts'
import { align, interner } from './align.ts'

/** One difference of two JSON documents. `a` and `b` are the values as they stand in the sources, clipped; null on the side that has none. */
export interface JsonChange {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly a: string | null
  readonly b: string | null
}

export interface JsonDocument {
  readonly text: string
  readonly nodes: readonly JsonNode[]
}

/** Longest value that is told; what differs in longer ones is seen line by line. */
const CLIP = 2000
/** Members by which two objects of a list are known to be the same thing, the surest first. */
const IDENTITIES = ['id', 'uuid', 'key', 'sku', 'name']
/** Lists of leftovers up to which things are looked for by identity. */
const IDENTIFY_UP_TO = 500

type Task = { readonly a: number | null; readonly b: number | null }

/**
 * How two documents differ in structure: objects by member name, lists by a longest common run of equal items, and within what is left by
 * identity, then place. Numbers are compared as written, so none is rounded. Nothing recurses: depth cannot exhaust the stack.
 * @param show how a value may be shown; for masks
 */
export function diffJson(
  a: JsonDocument,
  b: JsonDocument,
  limit: number,
  show: (value: string, name: string | null) => string = value => value,
): { changes: JsonChange[]; more: number } {
  const intern = interner()
  const idsA = valueIds(a, intern)
  const idsB = valueIds(b, intern)
  const changes: JsonChange[] = []
  let more = 0
  const tasks: Task[] = [{ a: 0, b: 0 }]
  const value = ({ text, nodes }: JsonDocument, index: number | null): string | null => {
    const node = index === null ? undefined : nodes[index]
    if (!node) return null
    const source = text.slice(node.start, Math.min(node.end, node.start + CLIP))
    return show(source, typeof node.key === 'string' ? node.key : null) + (node.end - node.start > CLIP ? ' …' : '')
  }
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    if (task.a !== null && task.b !== null) {
      if (idsA[task.a] === idsB[task.b]) continue
      const left = a.nodes[task.a]
      const right = b.nodes[task.b]
      if (left && right && left.kind === right.kind && isContainer(left) && left.count > 0 && right.count > 0) {
        const inside = left.kind === 'object' ? members(a, b, task.a, task.b) : items(a, b, idsA, idsB, task.a, task.b)
        for (let i = inside.length - 1; i >= 0; i--) tasks.push(inside[i] as Task)
        continue
      }
    }
    if (changes.length >= limit) more++
    else
      changes.push({
        path: task.a === null ? pathText(b.nodes, task.b ?? 0) : pathText(a.nodes, task.a),
        change: task.a === null ? 'added' : task.b === null ? 'removed' : 'changed',
        a: value(a, task.a),
        b: value(b, task.b),
      })
  }
  return { changes, more }
}

/** A number for each node, equal for equal values; an object's members may stand in any order. From the end, so that children come first. */
function valueIds({ text, nodes }: JsonDocument, intern: (value: string) => number): Int32Array {
  const ids = new Int32Array(nodes.length)
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as JsonNode
    if (!isContainer(node)) ids[i] = intern(text.slice(node.start, node.end))
    else if (node.kind === 'array') ids[i] = intern(`[${childrenOf(nodes, i).map(child => ids[child])}]`)
    else {
      const parts = childrenOf(nodes, i).map(child => `${JSON.stringify(nodes[child]?.key)}:${ids[child]}`)
      ids[i] = intern(`{${parts.sort()}}`)
    }
  }
  return ids
}

function childrenOf(nodes: readonly JsonNode[], index: number): number[] {
  const children: number[] = []
  const end = nodes[index]?.next ?? 0
  for (let child = index + 1; child < end; child = nodes[child]?.next ?? end) children.push(child)
  return children
}

/** Members by name, in the order of `a` with what is new where `b` has it; a name that repeats is told apart by its turn. */
function members(a: JsonDocument, b: JsonDocument, indexA: number, indexB: number): Task[] {
  const named = (nodes: readonly JsonNode[], index: number): Map<string, number> => {
    const turns = new Map<string, number>()
    return new Map(
      childrenOf(nodes, index).map(child => {
        const name = String(nodes[child]?.key)
        const turn = turns.get(name) ?? 0
        turns.set(name, turn + 1)
        return [`${turn} ${name}`, child]
      }),
    )
  }
  const left = named(a.nodes, indexA)
  const right = named(b.nodes, indexB)
  const tasks: Task[] = [...left].map(([name, child]) => ({ a: child, b: right.get(name) ?? null }))
  for (const [name, child] of right) if (!left.has(name)) tasks.push({ a: null, b: child })
  return tasks
}

function items(a: JsonDocument, b: JsonDocument, idsA: Int32Array, idsB: Int32Array, indexA: number, indexB: number): Task[] {
  const left = childrenOf(a.nodes, indexA)
  const right = childrenOf(b.nodes, indexB)
  const pairs = align(
    left.map(child => idsA[child] ?? 0),
    right.map(child => idsB[child] ?? 0),
  )
  const tasks: Task[] = []
  let fromA = 0
  let fromB = 0
  for (const [toA, toB] of [...pairs, [left.length, right.length] as const]) {
    for (const task of leftovers(a, b, left.slice(fromA, toA), right.slice(fromB, toB))) tasks.push(task)
    fromA = toA + 1
    fromB = toB + 1
  }
  return tasks
}

/** What lies between equal items: the same thing changed, or something taken out and something else put in. */
function leftovers(a: JsonDocument, b: JsonDocument, left: readonly number[], right: readonly number[]): Task[] {
  if (left.length === 0 || right.length === 0) {
    return [...left.map(child => ({ a: child, b: null })), ...right.map(child => ({ a: null, b: child }))]
  }
  const free = new Map(right.map(child => [child, identityOf(b, child)]))
  const byPlace = [...right]
  const identify = left.length <= IDENTIFY_UP_TO && right.length <= IDENTIFY_UP_TO
  const tasks: Task[] = left.map((child, place) => {
    const identity = identityOf(a, child)
    const same = identify && identity !== null ? [...free].find(([, other]) => other === identity)?.[0] : undefined
    const here = byPlace[place]
    const partner =
      same ?? (identity === null && here !== undefined && free.get(here) === null && alike(a, b, child, here) ? here : undefined)
    if (partner !== undefined) free.delete(partner)
    return { a: child, b: partner ?? null }
  })
  for (const child of free.keys()) tasks.push({ a: null, b: child })
  return tasks
}

const alike = (a: JsonDocument, b: JsonDocument, left: number, right: number): boolean => {
  const one = a.nodes[left]
  const other = b.nodes[right]
  return one !== undefined && other !== undefined && isContainer(one) === isContainer(other)
}

/** By what an object of a list is known: name and value of its identifying member; null when it has none. */
function identityOf({ text, nodes }: JsonDocument, index: number): string | null {
  if (nodes[index]?.kind !== 'object') return null
  const children = childrenOf(nodes, index)
  for (const name of IDENTITIES) {
    const child = children.find(candidate => nodes[candidate]?.key === name)
    const node = child === undefined ? undefined : nodes[child]
    if (node && !isContainer(node)) return `${name}=${text.slice(node.start, node.end)}`
  }
  return null
}
