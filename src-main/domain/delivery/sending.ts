/**
 * `failing`: it is sent to as ever, but the last attempt failed. `releasing`: what waited is let go over a ramp. `probing`: one Delivery
 * tries whether the receiver is back.
 */
export type SendingState = 'active' | 'failing' | 'releasing' | 'throttled' | 'circuit-open' | 'probing' | 'paused' | 'disabled'

/** What the engine does with an Endpoint at this moment, and why nothing is sent where nothing is. Times are ms since epoch. */
export interface Sending {
  state: SendingState
  /** When that ends by itself. */
  until: number | null
  /** A sentence; null while `active`. */
  reason: string | null
  /** Failed attempts in a row. */
  failures: number
  failingSince: number | null
}

/** Whether what is due goes out at once. */
export const sendsFreely = (state: SendingState): boolean => state === 'active' || state === 'failing'
