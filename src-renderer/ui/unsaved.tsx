import { createContext, useContext, useEffect, useId, useState } from 'react'

/** Forms in a Dialog that hold something which closing it would throw away, by their ids. */
export const UnsavedContext = createContext<Set<string> | null>(null)

/**
 * Stands in a Dialog for what is written there: as long as `draft` is another than when this was first shown, the Dialog does not go
 * without asking. A new `key` says that what there is then is kept elsewhere (sent, saved), and begins anew.
 */
export function Unsaved({ draft }: { draft: unknown }) {
  const holders = useContext(UnsavedContext)
  const id = useId()
  const [first] = useState(() => draft)
  const changed = !isSame(first, draft)
  useEffect(() => {
    if (!changed || !holders) return
    holders.add(id)
    return () => void holders.delete(id)
  }, [changed, holders, id])
  return null
}

/** Whether two drafts say the same: plain objects, lists and sets by what is in them, the rest by identity. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Set && b instanceof Set) return isSame([...a].sort(), [...b].sort())
  // A file has no members to compare, and bytes have millions.
  if (!isPlain(a) || !isPlain(b)) return false
  const [before, after] = [a, b].map(one => Object.entries(one)) as [[string, unknown][], [string, unknown][]]
  return before.length === after.length && before.every(([key, value]) => key in b && isSame(value, (b as Record<string, unknown>)[key]))
}

const isPlain = (value: object): boolean => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
