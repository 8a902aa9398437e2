import { useState } from 'react'
import type { Finder } from './find-bar.tsx'

/** One search over whichever viewer is on: the query stays when a person switches between them. */
export function useFinder(): Finder {
  const [query, setQuery] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const [total, setTotal] = useState(0)
  return {
    query,
    at: total === 0 ? 0 : Math.min(at, total - 1),
    total,
    set(next) {
      setQuery(next)
      setAt(0)
    },
    step: by => total > 0 && setAt(before => (Math.min(before, total - 1) + by + total) % total),
    tell: setTotal,
  }
}
