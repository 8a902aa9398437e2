import { useEffect, useState } from 'react'
import { inspectText as t } from '../../strings/inspect.ts'
import { notifyError } from '../../ui/toast.tsx'

/** Whether the captured credentials of one thing are shown, and how to change that. `clear` = what the core has told, null = hidden. */
export interface Reveal<T = unknown> {
  readonly clear: T | null
  /** Asks the core, which logs it. Resolves with whether it did. */
  show(): Promise<boolean>
  hide(): void
}

/** Hidden at first, and again for every other thing (`key`): nobody reveals what they have not looked at. */
export function useReveal<T>(key: string, ask: () => Promise<T>): Reveal<T> {
  const [told, setTold] = useState<{ key: string; clear: T } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: forgotten with the thing, so that coming back to it finds it hidden
  useEffect(() => () => setTold(null), [key])
  return {
    clear: told?.key === key ? told.clear : null,
    async show() {
      try {
        setTold({ key, clear: await ask() })
        return true
      } catch (error) {
        notifyError(t.hidden.failed, error)
        return false
      }
    },
    hide: () => setTold(null),
  }
}
