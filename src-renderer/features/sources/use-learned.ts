import { useEffect, useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import type { SecretRole } from '#domain/secret.ts'
import { call } from '../../state/api.ts'

export interface Learned {
  /** The handshake that brought it. */
  readonly requestId: string
  readonly provider: string
  readonly role: SecretRole
}

/**
 * The secret that a provider handed over in a handshake with the Inbox, for the Source that is made of one of its Requests: by that
 * Request itself, or by an earlier one on the same path. Null when there is none.
 */
export function useLearned(from: RequestRow | undefined): Learned | null {
  const [learned, setLearned] = useState<Learned | null>(null)
  useEffect(() => {
    if (!from || from.sourceId !== null || from.provider === null) return
    const { provider } = from
    let stopped = false
    const look = async () => {
      const filter = `source:inbox provider:${provider} is:handshake`
      const { rows } = from.handshake ? { rows: [from] } : await call('requests.list', { filter, limit: 50 })
      const handshake = rows.find(row => row.path === from.path)
      const found = handshake && (await call('handshakes.learned', { requestId: handshake.id }))
      if (!stopped && handshake && found?.role) setLearned({ requestId: handshake.id, provider, role: found.role })
    }
    look().catch(() => {
      // Without it the Source is made as any other.
    })
    return () => {
      stopped = true
    }
  }, [from])
  return learned
}
