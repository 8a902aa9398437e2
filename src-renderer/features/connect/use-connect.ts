import { useCallback, useEffect, useState } from 'react'
import type { ConnectOptions, Registration } from '#contract/registration.ts'
import { messageOf } from '#domain/error-text.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'

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
  const reload = useCallback(() => {
    Promise.all([call('registrations.options', { provider }), call('registrations.list', { sourceId })]).then(
      ([asked, list]) => {
        setOptions(asked)
        setRows(list.rows)
        setFailed(null)
      },
      error => setFailed(messageOf(error)),
    )
  }, [sourceId, provider])
  useEffect(() => {
    reload()
    const stops = [
      onAppEvent('registration.changed', event => {
        if (event.sourceId === sourceId) reload()
      }),
      onAppEvent('tunnel.changed', reload),
      onResync(reload),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [reload, sourceId])
  return { options, rows, failed, reload }
}
