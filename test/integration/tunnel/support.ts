import { afterEach } from 'vitest'
import type { Ports } from '#app/ports.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import type { temporaryFolder } from '../../support/launched.ts'
import { edgeCertificate } from '../../support/ngrok-edge/certificate.ts'
import { type NgrokEdge, startEdge } from '../../support/ngrok-edge/edge.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Has it closed after the test. */
export function closing(close: () => Promise<unknown>): void {
  closers.push(close)
}

/** A core that trusts the edge's certificate where it asks for its own public URL. */
export async function openTrusting(
  options: { folder?: ReturnType<typeof temporaryFolder>; ports?: Partial<Ports> } = {},
): Promise<RunningCore> {
  const core = await openCore({ ...options, ports: { providerNetwork: { ca: edgeCertificate }, ...options.ports } })
  closers.push(options.folder ? core.halt : core.end)
  return core
}

export async function openEdge(): Promise<NgrokEdge> {
  const edge = await startEdge()
  closers.push(edge.close)
  return edge
}

/** Input of `tunnel.start` for an edge. */
export const byEdge = (edge: NgrokEdge) =>
  ({ provider: 'ngrok', authtoken: '2abc_a-good-token-1234', serverAddr: edge.serverAddr, caCert: edge.ca }) as const

/** A core that is online by an edge. */
export async function online(): Promise<{ core: RunningCore; edge: NgrokEdge }> {
  const edge = await openEdge()
  const core = await openTrusting()
  const status = await core.rpc['tunnel.start'](byEdge(edge))
  if (status.state !== 'online') throw new Error(`The tunnel is ${status.state}: ${status.error}`)
  return { core, edge }
}
