import { useEffect, useRef, useState } from 'react'
import { useApp } from '../../state/store.ts'
import { setFilter } from '../../state/ui.ts'
import { filterError, joinParts, partsOf } from './chips.ts'

/** Typing pauses this long before the list is asked. */
const PAUSE_MS = 180

export interface FilterDraft {
  /** Conditions that were taken over. */
  readonly chips: readonly string[]
  /** The one being typed. It counts already while it can be read. */
  readonly draft: string
  /** Why it cannot be read, once typing has paused. */
  readonly error: string | null
  setDraft(draft: string): void
  /** Makes chips of a text, if it can be read. */
  take(text: string): void
  /** Takes the last chip back into text. */
  untake(): void
  remove(index: number): void
  clear(): void
}

/** The filter while it is edited; what can be read goes to the list by itself. */
export function useFilterDraft(): FilterDraft {
  const filter = useApp(state => state.filter)
  const [chips, setChips] = useState<readonly string[]>(() => partsOf(filter))
  const [draft, setDraft] = useState('')
  const [error, setError] = useState<string | null>(null)

  const own = useRef(filter)

  // The filter was changed elsewhere: by an empty state, a command or an address.
  useEffect(() => {
    if (filter === own.current) return
    own.current = filter
    setChips(partsOf(filter))
    setDraft('')
  }, [filter])

  const put = (text: string) => {
    own.current = text
    setFilter(text)
  }

  useEffect(() => {
    const timer = setTimeout(() => {
      const problem = filterError(draft)
      setError(problem)
      if (problem) return
      own.current = joinParts(chips, draft)
      setFilter(own.current)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [chips, draft])

  return {
    chips,
    draft,
    error,
    setDraft,
    take(text) {
      const problem = filterError(text)
      setError(problem)
      if (problem || text.trim() === '') return
      const taken = [...chips, ...partsOf(text)]
      setChips(taken)
      setDraft('')
      put(joinParts(taken, ''))
    },
    untake() {
      setDraft(chips.at(-1) ?? '')
      setChips(chips.slice(0, -1))
    },
    remove: index => setChips(chips.filter((_, at) => at !== index)),
    clear() {
      setChips([])
      setDraft('')
      put('')
    },
  }
}
