import { useState } from 'react'

/**
 * Which row's elements a row takes over. Rows that leave the view hand theirs to those that enter it: made anew, the elements of every
 * row that passes by would be tens of megabytes a second while one scrolls, and collecting them stops the page for longer than a frame.
 */
export class Slots {
  #held = new Map<string, number>()

  /** @param ids rows in view. @returns a number for each: that of before for who stays, a free one for who is new */
  assign(ids: readonly string[]): ReadonlyMap<string, number> {
    const next = new Map<string, number>()
    const taken = new Set<number>()
    for (const id of ids) {
      const slot = this.#held.get(id)
      if (slot === undefined) continue
      next.set(id, slot)
      taken.add(slot)
    }
    let free = 0
    for (const id of ids) {
      if (next.has(id)) continue
      while (taken.has(free)) free += 1
      next.set(id, free)
      taken.add(free)
    }
    this.#held = next
    return next
  }
}

/**
 * Rows in the order in which they belong into the document, with the slot that is their key. At rest that is the order in which they are
 * read; while one scrolls it is that of the slots, for elements that change their place in the document are laid out anew.
 */
export function useSlots<T extends { readonly row: { readonly id: string } }>(
  shown: readonly T[],
  scrolling: boolean,
): readonly (T & { readonly slot: number })[] {
  const [slots] = useState(() => new Slots())
  const assigned = slots.assign(shown.map(({ row }) => row.id))
  const placed = shown.map(each => ({ ...each, slot: assigned.get(each.row.id) ?? 0 }))
  return scrolling ? placed.sort((a, b) => a.slot - b.slot) : placed
}
