/** Bounds of the receiver, in bytes and ms. Every one is there so that a stranger on the tunnel cannot exhaust the machine. */
export interface Limits {
  readonly maxBody: number
  /** What is kept of an aborted or oversized body. */
  readonly keepOfBroken: number
  readonly maxHeaders: number
  /** Body bytes of all requests that are not answered yet. */
  readonly maxInFlight: number
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly maxConnections: number
}

export const defaultLimits: Limits = {
  maxBody: 32 * 1024 * 1024,
  keepOfBroken: 64 * 1024,
  maxHeaders: 64 * 1024,
  maxInFlight: 256 * 1024 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  maxConnections: 512,
}
