import { Pause, Pencil, Play, Power, Zap } from 'lucide-react'
import { useState } from 'react'
import type { Endpoint } from '#contract/endpoints.ts'
import { careFor } from '../../commands/delivery-hold.ts'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { StatusDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { sendingLooks } from '../rail/endpoint-item.tsx'
import { countdown } from './looks.tsx'

const t = deliveriesText.sending
/** How the Endpoint stands whose Deliveries are shown: why nothing is sent, until when, and what to do about it. */
export function EndpointLine() {
  const endpoint = useApp(state => state.endpoints.find(candidate => candidate.id === state.deliveries.endpointId))
  if (!endpoint) return null
  return (
    <section
      aria-label={endpoint.name}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-line border-b bg-panel px-3 py-1"
    >
      <SendingText endpoint={endpoint} />
      <Controls endpoint={endpoint} />
    </section>
  )
}

/** State, reason and time left, in words. */
export function SendingText({ endpoint }: { endpoint: Endpoint }) {
  const { state, reason, until } = endpoint.sending
  const left = useNow(now => (until === null || until <= now ? '' : countdown(until - now)))
  return (
    <p className="flex min-w-0 flex-1 items-baseline gap-2">
      <StatusDot {...sendingLooks[state]} />
      <span className="min-w-0">
        <span className="font-medium">{t[state]}</span>
        {left === '' ? null : <span className="text-ink-2 tabular-nums"> {t.for(left)}</span>}
        {reason === null ? null : <span className="text-ink-2"> {reason}</span>}
      </span>
    </p>
  )
}

function Controls({ endpoint }: { endpoint: Endpoint }) {
  const [busy, setBusy] = useState(false)
  const { id, paused, enabled, sending } = endpoint
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true)
    await careFor(work, done)
    setBusy(false)
  }
  return (
    <span className="flex shrink-0 gap-1.5">
      {enabled ? null : (
        <Button size="small" kind="primary" icon={<Power />} onClick={() => openDialog({ kind: 'enable-endpoint', id })}>
          {t.enable}
        </Button>
      )}
      {sending.state === 'circuit-open' || sending.state === 'throttled' ? (
        <Button size="small" icon={<Zap />} disabled={busy} onClick={() => void run(() => call('endpoints.probe', { id }), t.probed)}>
          {t.probe}
        </Button>
      ) : null}
      {enabled ? (
        <Button
          size="small"
          icon={paused ? <Play /> : <Pause />}
          disabled={busy}
          onClick={() => void run(() => call('endpoints.save', { id, paused: !paused }), paused ? t.resumed : t.paused_)}
        >
          {paused ? t.resume : t.pause}
        </Button>
      ) : null}
      <Button size="small" kind="ghost" icon={<Pencil />} onClick={() => openDialog({ kind: 'endpoint', id })}>
        {t.edit}
      </Button>
    </span>
  )
}
