import type { TunnelHealth } from '#domain/tunnel.ts'

/** Where the internet reaches the receiver: without a path or a slash at its end. Whoever needs it need not know which tunnel it is. */
export interface PublicUrl {
  /** Null: we cannot be reached from outside. A tunnel keeps its URL while it reconnects, because providers go on sending there. */
  current(): string | null
  /** Called with the URL when it works (again) or is another, and with null when it no longer works. */
  onChange(listener: (url: string | null) => void): void
}

/** For the tunnel alone, which is what the URL is of. */
export interface PublicUrlBoard extends PublicUrl {
  /** Reads it off the tunnel's health. @returns whether `current()` is another now */
  note(health: Pick<TunnelHealth, 'state' | 'url'>): boolean
  /** It seemed to work all along, but may not have for a while (the machine slept); now it certainly does. */
  again(): void
}

/** The one place of the core that knows the public URL. */
export function createPublicUrl(): PublicUrlBoard {
  let known: string | null = null
  let works: string | null = null
  const listeners = new Set<(url: string | null) => void>()
  const tell = () => {
    for (const listener of listeners) listener(works)
  }
  return {
    current: () => known,
    onChange: listener => void listeners.add(listener),
    note({ state, url }) {
      const before = known
      known = state === 'online' || state === 'reconnecting' ? url : null
      const next = state === 'online' ? known : null
      if (next !== works) {
        works = next
        tell()
      }
      return known !== before
    },
    again() {
      if (works !== null) tell()
    },
  }
}
