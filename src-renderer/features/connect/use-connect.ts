import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConnectOptions, Registration } from '#contract/registration.ts'
import { messageOf } from '#domain/error-text.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'
import { renewing } from '../../state/fresh.ts'

export interface Connection {
  /** null: still being asked. */
  readonly options: ConnectOptions | null
  readonly rows: readonly Registration[] | null
  /** A sentence, when either could not be had. */
  readonly failed: string | null
  reload(): void
}

/** How a Source is connected with its provider, and how it could be; follows what the core tells. */
export function useConnect(sourceId: string, provider: string | null): Connection {
  const [options, setOptions] = useState<ConnectOptions | null>(null)
  const [rows, setRows] = useState<readonly Registration[] | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const renewNow = useRef(() => {})
  const reload = useCallback(() => renewNow.current(), [])
  useEffect(() => {
    const { renew, stop } = renewing(
      () => Promise.all([call('registrations.options', { provider }), call('registrations.list', { sourceId })]),
      ([asked, list]) => {
        setOptions(asked)
        setRows(list.rows)
        setFailed(null)
      },
      error => setFailed(messageOf(error)),
    )
    renewNow.current = renew
    renew()
    const stops = [
      stop,
      onAppEvent('registration.changed', event => event.sourceId === sourceId && renew()),
      onAppEvent('tunnel.changed', renew),
      onResync(renew),
    ]
    return () => {
      for (const each of stops) each()
    }
  }, [sourceId, provider])
  return { options, rows, failed, reload }
}
