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
