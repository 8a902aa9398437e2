import type { TunnelReport } from '../tunnel.ts'

/** What the agent is to do. Absent = ngrok's own choice. */
export interface NgrokPlan {
  readonly authtoken: string
  /** Reserved or custom domain. */
  readonly domain?: string
  /** `host:port` of an agent ingress other than ngrok's own; that is also how a region is chosen, the SDK has no other. */
  readonly serverAddr?: string
  /** Certificate authority for it, PEM. */
  readonly caCert?: string
  /** Traffic policy, JSON or YAML, passed on as it is. */
  readonly trafficPolicy?: string
}

/** What goes to the agent's thread when it starts. */
export interface AgentInput {
  readonly plan: NgrokPlan
  /** The one address that it forwards to: `http://127.0.0.1:PORT`. */
  readonly forwardTo: string
  readonly version: string
}

/** How the SDK failed, before it is put into words. */
export interface AgentFailure {
  readonly stage: 'load' | 'connect' | 'listen' | 'lost'
  readonly code: string | null
  readonly message: string
}

/** What the agent's thread tells. */
export type AgentReport = Exclude<TunnelReport, { type: 'ended' }> | { readonly type: 'failed'; readonly failure: AgentFailure }
