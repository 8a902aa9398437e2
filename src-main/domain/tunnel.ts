/** Words that describe the way from the internet to the receiver. The contract's schemas `satisfies` these unions. */

export type TunnelProvider = 'ngrok' | 'manual'
/**
 * `failed`: it does not come up, or only looks as if it had, and a person has to do something; `reconnecting`: it is being mended by
 * itself. Everything but `off` means that somebody wants it on.
 */
export type TunnelState = 'off' | 'connecting' | 'online' | 'reconnecting' | 'failed'

/** Why a tunnel does not work. */
export interface TunnelProblem {
  /** The vendor's own code (`ERR_NGROK_105`), or null. */
  readonly code: string | null
  /** A sentence: what happened, what to do next. */
  readonly message: string
  /** Trying again changes nothing until a person has changed something. */
  readonly final: boolean
}

/** What came in by the tunnel since the app was started. */
export interface TunnelTraffic {
  readonly requests: number
  /** Of bodies. */
  readonly bytes: number
  /** ms since epoch; null = nothing yet. */
  readonly lastAt: number | null
}

/** How a tunnel is, at a time. */
export interface TunnelHealth {
  readonly provider: TunnelProvider | null
  readonly state: TunnelState
  /** Public base URL without a slash at its end; kept while reconnecting, for providers go on sending there. */
  readonly url: string | null
  /** ms since epoch: when it got into this state. */
  readonly since: number
  readonly error: string | null
  readonly errorCode: string | null
  /** What happened last, when that is worth telling: "Connected again after the computer slept." */
  readonly note: string | null
  /** Of the agent's last heartbeat, ms; null where there is none. */
  readonly latencyMs: number | null
}
