import { useState } from 'react'

/** Runs the sending call and keeps what came of it. `run` answers the ids of the Deliveries that were made. */
export function useSend(run: () => Promise<string[]>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [deliveryIds, setDeliveryIds] = useState<readonly string[] | null>(null)
  const send = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      setDeliveryIds(await run())
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    } finally {
      setBusy(false)
    }
  }
  return { send: () => void send(), busy, error, deliveryIds }
}
