import type { EndpointConfig } from '../config.ts'
import type { Health } from './health.ts'
import type { Sending, SendingState } from './sending.ts'

/** Whether anything is sent to an Endpoint now, and why not. `until`: when that ends by itself, ms since epoch. */
export interface Gate {
  readonly state: Exclude<SendingState, 'releasing' | 'failing'>
  readonly open: boolean
  readonly until: number | null
}

type Switches = Pick<EndpointConfig, 'enabled' | 'paused'>

/** The first that holds, most lasting first: what a person decided comes before what the receiver did. */
export function gateOf({ enabled, paused }: Switches, { throttledUntil, openUntil }: Health, now: number): Gate {
  if (!enabled) return { state: 'disabled', open: false, until: null }
  if (paused) return { state: 'paused', open: false, until: null }
  if (openUntil !== null && openUntil > now && openUntil >= (throttledUntil ?? 0))
    return { state: 'circuit-open', open: false, until: openUntil }
  if (throttledUntil !== null && throttledUntil > now) return { state: 'throttled', open: false, until: throttledUntil }
  if (openUntil !== null) return { state: 'probing', open: true, until: null }
  return { state: 'active', open: true, until: null }
}

/** The gate as the window and scripts see it. @param releasingUntil end of the ramp over which a backlog is let go; null = none */
export function sendingOf(
  endpoint: Pick<EndpointConfig, 'enabled' | 'paused' | 'disabledReason'>,
  health: Health,
  releasingUntil: number | null,
  now: number,
): Sending {
  const { failures, failingSince } = health
  const gate = gateOf(endpoint, health, now)
  if (gate.state === 'active' && releasingUntil !== null && releasingUntil > now) {
    return { state: 'releasing', until: releasingUntil, reason: 'Waiting deliveries are being released gradually.', failures, failingSince }
  }
  if (gate.state === 'active' && failures > 0) {
    return { state: 'failing', until: null, reason: 'The last attempt failed.', failures, failingSince }
  }
  return { state: gate.state, until: gate.until, reason: reasonFor(gate.state, endpoint.disabledReason, failures), failures, failingSince }
}

function reasonFor(state: Gate['state'], disabledReason: string | null, failures: number): string | null {
  switch (state) {
    case 'active':
      return null
    case 'disabled':
      return disabledReason ?? 'Disabled by you.'
    case 'paused':
      return 'Paused by you. Deliveries wait and use no attempts.'
    case 'throttled':
      return 'The receiver asked Hookbench to back off for a while.'
    case 'circuit-open':
      return `${failures} attempts in a row failed. One delivery will test whether the receiver is back.`
    case 'probing':
      return 'One delivery is testing whether the receiver is back.'
  }
}
