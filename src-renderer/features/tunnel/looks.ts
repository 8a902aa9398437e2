import type { TunnelStatus } from '#contract/tunnel.ts'
import type { DotShape, Tone } from '../../ui/badge.tsx'

/** A dot for each state of the tunnel; the shape differs as well as the colour. */
export const tunnelLooks: Record<TunnelStatus['state'], { tone: Tone; shape: DotShape }> = {
  off: { tone: 'quiet', shape: 'ring' },
  connecting: { tone: 'warn', shape: 'half' },
  online: { tone: 'ok', shape: 'full' },
  reconnecting: { tone: 'warn', shape: 'half' },
  failed: { tone: 'bad', shape: 'square' },
}
