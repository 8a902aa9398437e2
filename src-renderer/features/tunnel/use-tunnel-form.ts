import { useState } from 'react'
import { messageOf } from '#domain/error-text.ts'
import { app, useApp } from '../../state/store.ts'
import { startTunnel } from '../../state/tunnel.ts'
import { type TunnelDraft, type TunnelErrors, tunnelDraft, tunnelErrors, tunnelInput } from './tunnel-draft.ts'

export interface TunnelForm {
  readonly draft: TunnelDraft
  readonly errors: TunnelErrors
  readonly busy: boolean
  /** Why the core refused the input, a sentence; what came of connecting is in the tunnel's own state. */
  readonly refused: string | null
  change(patch: Partial<TunnelDraft>): void
  /** Switches the tunnel on as the form says. */
  submit(): Promise<void>
}

/** The form of the tunnel, for its dialog and for the guide. */
export function useTunnelForm(): TunnelForm {
  const [draft, setDraft] = useState(() => tunnelDraft(app().tunnel))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const hasToken = useApp(state => (state.tunnel?.saved.authtoken ?? null) !== null)
  return {
    draft,
    errors: tried ? tunnelErrors(draft, hasToken) : {},
    busy,
    refused,
    change: patch => setDraft(old => ({ ...old, ...patch })),
    async submit() {
      setTried(true)
      if (Object.keys(tunnelErrors(draft, hasToken)).length > 0) return
      setBusy(true)
      setRefused(null)
      try {
        const { saved } = await startTunnel(tunnelInput(draft))
        if (saved.authtoken !== null) setDraft(old => ({ ...old, authtoken: '' }))
      } catch (error) {
        setRefused(messageOf(error))
      }
      setBusy(false)
    },
  }
}
