import { align, interner } from './align.ts'

/** A row of two texts side by side. Line numbers are from 1, null on the side that has no such line. */
export type LineRow =
  | {
      readonly kind: 'same' | 'changed' | 'added' | 'removed'
      readonly a: number | null
      readonly b: number | null
      readonly left: string
      readonly right: string
    }
  /** Equal lines that are left out. */
  | { readonly kind: 'skip'; readonly lines: number }

/** Equal lines shown around a difference. */
const CONTEXT = 3
/** Characters of a line that are shown: the rest of a minified megabyte says nothing here. */
const CLIP = 1000

/**
 * Two texts side by side: equal lines face each other, what differs faces what stands in its place.
 * @param shown the same texts as they may be shown, line for line; for masks
 */
export function diffLines(
  a: string,
  b: string,
  limit: number,
  shown: readonly [a: string, b: string] = [a, b],
): { rows: LineRow[]; more: number } {
  const left = a.split('\n')
  const right = b.split('\n')
  const leftShown = sameLength(left, shown[0].split('\n'))
  const rightShown = sameLength(right, shown[1].split('\n'))
  const intern = interner()
  const pairs = align(left.map(intern), right.map(intern))
  const all: LineRow[] = []
  const row = (i: number | null, j: number | null, kind: 'same' | 'changed' | 'added' | 'removed') =>
    all.push({
      kind,
      a: i === null ? null : i + 1,
      b: j === null ? null : j + 1,
      left: i === null ? '' : (leftShown[i] ?? '').slice(0, CLIP),
      right: j === null ? '' : (rightShown[j] ?? '').slice(0, CLIP),
    })
  let fromA = 0
  let fromB = 0
  for (const [toA, toB] of [...pairs, [left.length, right.length] as const]) {
    for (let n = 0; n < Math.max(toA - fromA, toB - fromB); n++) {
      const i = fromA + n < toA ? fromA + n : null
      const j = fromB + n < toB ? fromB + n : null
      row(i, j, i === null ? 'added' : j === null ? 'removed' : 'changed')
    }
    if (toA < left.length) row(toA, toB, 'same')
    fromA = toA + 1
    fromB = toB + 1
  }
  const rows = folded(all)
  return { rows: rows.slice(0, limit), more: Math.max(0, rows.length - limit) }
}

/** Lines as they may be shown only where they are the same lines: a mask that swallowed a line end would set all others against wrong ones. */
const sameLength = (lines: readonly string[], shown: readonly string[]): readonly string[] =>
  lines.length === shown.length ? shown : lines.map(() => '…')

/** Leaves out equal lines that are far from any difference. */
function folded(all: readonly LineRow[]): LineRow[] {
  const near = new Uint8Array(all.length)
  all.forEach((row, index) => {
    if (row.kind !== 'same') near.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1)
  })
  const rows: LineRow[] = []
  for (let i = 0; i < all.length; ) {
    let end = i
    while (end < all.length && near[end] === 0) end++
    // A gap of one line takes as much room as the line itself.
    if (end - i > 1) {
      rows.push({ kind: 'skip', lines: end - i })
      i = end
    } else rows.push(all[i++] as LineRow)
  }
  return rows
}
