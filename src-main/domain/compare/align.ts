/** Items that are equal in both lists: their places, in order. */
export type Pair = readonly [a: number, b: number]

/** More differences than anybody reads; beyond them the search for the fewest is given up for items that stand at the same place. */
const MAX_EDITS = 1500

/**
 * A longest common subsequence of two lists of numbers that stand for items (equal number = equal item), after Myers (1986): time grows
 * with the number of differences and not with the product of the lengths.
 */
export function align(a: readonly number[], b: readonly number[]): Pair[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let tail = 0
  while (tail < a.length - start && tail < b.length - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const pairs: Pair[] = []
  for (let i = 0; i < start; i++) pairs.push([i, i])
  for (const [i, j] of middle(a.slice(start, a.length - tail), b.slice(start, b.length - tail))) pairs.push([i + start, j + start])
  for (let i = tail; i > 0; i--) pairs.push([a.length - i, b.length - i])
  return pairs
}

function middle(a: readonly number[], b: readonly number[]): Pair[] {
  if (a.length === 0 || b.length === 0) return []
  const most = Math.min(a.length + b.length, MAX_EDITS)
  // Furthest place reached on each diagonal, kept for each number of edits, to walk back along.
  const trail: Int32Array[] = []
  let furthest = new Int32Array(2 * most + 3)
  const zero = most + 1
  for (let edits = 0; edits <= most; edits++) {
    trail.push(furthest.slice(zero - edits - 1, zero + edits + 2))
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(furthest, zero + k - 1) < at(furthest, zero + k + 1))
      let x = down ? at(furthest, zero + k + 1) : at(furthest, zero + k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      furthest[zero + k] = x
      if (x >= a.length && x - k >= b.length) return walkBack(trail, a.length, b.length)
    }
    furthest = furthest.slice()
  }
  const same: Pair[] = []
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] === b[i]) same.push([i, i])
  return same
}

function walkBack(trail: readonly Int32Array[], lengthA: number, lengthB: number): Pair[] {
  const pairs: Pair[] = []
  let x = lengthA
  let y = lengthB
  for (let edits = trail.length - 1; edits >= 0; edits--) {
    const furthest = trail[edits] as Int32Array
    const zero = edits + 1
    const k = x - y
    const down = k === -edits || (k !== edits && at(furthest, zero + k - 1) < at(furthest, zero + k + 1))
    const before = down ? k + 1 : k - 1
    const fromX = edits === 0 ? 0 : at(furthest, zero + before)
    const fromY = edits === 0 ? 0 : fromX - before
    while (x > fromX && y > fromY) pairs.push([--x, --y])
    x = fromX
    y = fromY
  }
  return pairs.reverse()
}

const at = (list: Int32Array, index: number): number => list[index] ?? 0

/** Numbers that stand for values, the same for the same value; one set of them for all that is compared. */
export function interner(): (value: string) => number {
  const known = new Map<string, number>()
  return value => {
    const id = known.get(value) ?? known.size
    known.set(value, id)
    return id
  }
}
