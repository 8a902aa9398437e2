import { useEffect, useRef } from 'react'
import { useApp } from '../../state/store.ts'
import { tunnelText as t } from '../../strings/tunnel.ts'
import { notify } from '../../ui/toast.tsx'

/** Says that the tunnel was lost and that it is back: what happens by itself should not be noticed only by whoever looks at a dot. */
export function useTunnelNews(): void {
  const state = useApp(store => store.tunnel?.state)
  const note = useApp(store => store.tunnel?.note)
  const before = useRef(state)
  useEffect(() => {
    const was = before.current
    before.current = state
    if (was === 'online' && state === 'reconnecting') notify({ id: 'tunnel', tone: 'warn', title: t.cut })
    if (was === 'reconnecting' && state === 'online') notify({ id: 'tunnel', tone: 'ok', title: t.back, ...(note ? { text: note } : {}) })
  }, [state, note])
}
