/**
 * A percentile of values that were counted in slots: the upper bound of the slot in which it falls.
 * @param counts one for each slot; one more than `bounds`, the last for what is above them all
 * @param bounds upper bounds of the slots, rising
 * @param share 0.5 for the median
 * @returns null when there is nothing; for the last slot its lower bound, for more is not known
 */
export function percentile(counts: readonly number[], bounds: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let seen = 0
  for (const [slot, bound] of bounds.entries()) {
    seen += counts[slot] ?? 0
    if (seen >= total * share) return bound
  }
  return bounds.at(-1) ?? null
}
