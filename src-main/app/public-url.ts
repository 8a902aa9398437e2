import type { EventHub } from './event-hub.ts'

/** The public URL, without a path or a slash at its end. */
export interface PublicUrl {
  /** Null: nothing leads here from outside. While a tunnel reconnects it keeps its URL. */
  current(): string | null
  /** Called with the URL when it works (again) or is another, and with null when it no longer works. */
  onChange(listener: (url: string | null) => void): void
  close(): void
}

/** Reads the tunnel's state off what the core tells of it, so that whoever needs the URL need not know which kind of tunnel it is. */
export function followPublicUrl(hub: Pick<EventHub, 'subscribe'>): PublicUrl {
  let known: string | null = null
  let works: string | null = null
  const listeners = new Set<(url: string | null) => void>()
  const subscription = hub.subscribe({ topics: ['tunnel.changed'] }, event => {
    if (event.type !== 'tunnel.changed') return
    const { state, url } = event.tunnel
    known = state === 'off' || state === 'failed' ? null : (url?.replace(/\/+$/, '') ?? null)
    const next = state === 'online' ? known : null
    if (next === works) return
    works = next
    for (const listener of listeners) listener(works)
  })
  return { current: () => known, onChange: listener => void listeners.add(listener), close: subscription.close }
}
