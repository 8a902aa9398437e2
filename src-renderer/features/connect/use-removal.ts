import { useEffect, useState } from 'react'
import type { ShownCall } from '#contract/registration.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'

/** Removal at the provider of a Source's registrations, or of one of them: the calls before they are made, then making them. */
export function useRemoval(sourceId: string, registrationId?: string) {
  /** Null: not known yet. */
  const [calls, setCalls] = useState<readonly ShownCall[] | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    call('sources.disconnect', { id: sourceId, ...(registrationId ? { registrationId } : {}), dryRun: true }).then(
      planned => setCalls(planned.calls),
      error => setRefused(messageOf(error)),
    )
  }, [sourceId, registrationId])

  return {
    calls,
    /** Why it did not work; a sentence. */
    refused,
    busy,
    /** @param forget makes no call @param then what belongs to it, e.g. deleting the Source */
    async remove(forget: boolean, then: () => Promise<void>): Promise<void> {
      setBusy(true)
      try {
        await call('sources.disconnect', { id: sourceId, ...(registrationId ? { registrationId } : {}), forget })
        await then()
      } catch (error) {
        setRefused(messageOf(error))
        setBusy(false)
      }
    },
  }
}
