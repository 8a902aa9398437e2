import { useState } from 'react'

/** Deliveries that were made from this window. The core answers with them again when an event id comes twice. */
const made = new Set<string>()

/** Notes Deliveries that a sending was answered with; true when they were there before, so that nothing was sent. */
export function isRepeated(deliveryIds: readonly string[]): boolean {
  const repeated = deliveryIds.length > 0 && deliveryIds.every(id => made.has(id))
  for (const id of deliveryIds) made.add(id)
  return repeated
}

/** How a sending stands. */
export interface Sending {
  send(): void
  readonly busy: boolean
  /** Why the last try was refused, until what is sent is changed. */
  readonly error: string | null
  readonly deliveryIds: readonly string[] | null
  /** It had been sent before: nothing new came of it. */
  readonly repeated: boolean
}

/** Runs the sending call and keeps what came of it. `run` answers the ids of the Deliveries that were made of `draft`. */
export function useSend(draft: unknown, run: () => Promise<string[]>): Sending {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [sent, setSent] = useState<{ deliveryIds: readonly string[]; repeated: boolean } | null>(null)
  // What was refused is not what stands there any more.
  const [before, setBefore] = useState(draft)
  if (before !== draft) {
    setBefore(draft)
    setError(null)
  }
  const send = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const deliveryIds = await run()
      setSent({ deliveryIds, repeated: isRepeated(deliveryIds) })
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    } finally {
      setBusy(false)
    }
  }
  return { send: () => void send(), busy, error, deliveryIds: sent?.deliveryIds ?? null, repeated: sent?.repeated ?? false }
}
