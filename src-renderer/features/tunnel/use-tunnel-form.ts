import { useState } from 'react'
import { useRefusal } from '../../state/refusal.ts'
import { app, useApp } from '../../state/store.ts'
import { startTunnel } from '../../state/tunnel.ts'
import { type TunnelDraft, type TunnelErrors, tunnelDraft, tunnelErrors, tunnelInput } from './tunnel-draft.ts'

export interface TunnelForm {
  readonly draft: TunnelDraft
  readonly errors: TunnelErrors
  readonly busy: boolean
  /** Why the core refused the input, a sentence; what came of connecting is in the tunnel's own state. */
  readonly refused: string | null
  /** How often its draft was taken over; it is kept since. */
  readonly kept: number
  change(patch: Partial<TunnelDraft>): void
  /** Switches the tunnel on as the form says. */
  submit(): Promise<void>
}

/** By the paths of `tunnel.start`. */
const refusable = {
  authtoken: 'authtoken',
  domain: 'domain',
  serverAddr: 'serverAddr',
  caCert: 'caCert',
  trafficPolicy: 'trafficPolicy',
  url: 'url',
  port: 'port',
} as const

/** The form of the tunnel, for its dialog and for the guide. */
export function useTunnelForm(): TunnelForm {
  const [draft, setDraft] = useState(() => tunnelDraft(app().tunnel))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [kept, setKept] = useState(0)
  const refusal = useRefusal(refusable)
  const hasToken = useApp(state => (state.tunnel?.saved.authtoken ?? null) !== null)
  return {
    draft,
    errors: { ...refusal.fields, ...(tried ? tunnelErrors(draft, hasToken) : {}) },
    busy,
    refused: refusal.text,
    kept,
    change(patch) {
      refusal.clear()
      setDraft(old => ({ ...old, ...patch }))
    },
    async submit() {
      setTried(true)
      refusal.clear()
      if (Object.keys(tunnelErrors(draft, hasToken)).length > 0) return
      setBusy(true)
      try {
        const { saved } = await startTunnel(tunnelInput(draft))
        if (saved.authtoken !== null) setDraft(old => ({ ...old, authtoken: '' }))
        setKept(times => times + 1)
      } catch (error) {
        refusal.refuse(error)
      }
      setBusy(false)
    },
  }
}
