import type { TunnelProblem, TunnelProvider } from '#domain/tunnel.ts'

/** What a connection reports about itself, in the order in which it happens. */
export type TunnelReport =
  /** It is up. @param url public base URL without a slash at its end */
  | { readonly type: 'up'; readonly url: string }
  /** Its other end has answered. */
  | { readonly type: 'alive'; readonly latencyMs: number }
  /** Its other end should have answered and has not. */
  | { readonly type: 'silent' }
  /** It never came up, or has ended; nothing more comes after this. */
  | { readonly type: 'ended'; readonly problem: TunnelProblem }

/** One try to be reachable, from connecting to its end. It never reconnects by itself: whoever holds it makes another. */
export interface TunnelConnection {
  /** Ends it for good; resolves when nothing of it is left. No report comes after this was called. */
  close(): Promise<void>
}

/** A way to be reached from the internet. */
export interface Tunnel {
  readonly provider: TunnelProvider
  /**
   * What proves that it is up: a `session` with its vendor that answers heartbeats, or nothing but a `test` request that arrives
   * through its URL.
   */
  readonly proof: 'session' | 'test'
  /** Begins to connect. Never throws: what goes wrong is reported as `ended`. */
  connect(report: (report: TunnelReport) => void): TunnelConnection
}
