import type { InputOf } from '#contract/methods.ts'
import type { TunnelStatus } from '#contract/tunnel.ts'
import { call } from './api.ts'
import { app, change } from './store.ts'
import type { AppState } from './types.ts'

/** Often enough that the core, which forgets it after six minutes, never believes that nobody looks. */
const ATTEND_EVERY_MS = 5 * 60_000

export async function loadTunnel(): Promise<void> {
  change({ tunnel: await call('tunnel.status', {}) })
}

export function tunnelChanged(tunnel: TunnelStatus): void {
  change({ tunnel })
}

/** Where webhooks are to be sent: the public URL while there is one, else this machine's. Null before it is known. */
export function baseUrl({ tunnel, info }: Pick<AppState, 'tunnel' | 'info'>): string | null {
  const reachable = tunnel?.state === 'online' || tunnel?.state === 'reconnecting'
  return (reachable ? tunnel.url : null) ?? info?.receiver ?? null
}

/** Switches it on and waits for what comes of it. Rejects when the input cannot be used. */
export async function startTunnel(input: InputOf<'tunnel.start'>): Promise<TunnelStatus> {
  const tunnel = await call('tunnel.start', input)
  change({ tunnel })
  return tunnel
}

export async function stopTunnel(): Promise<void> {
  change({ tunnel: await call('tunnel.stop', {}) })
}

/** Tests it now. Null: no test was sent. */
export async function checkTunnel(): Promise<boolean | null> {
  const { ok, tunnel } = await call('tunnel.check', {})
  change({ tunnel })
  return ok
}

/** Tells the core while somebody looks at this page: only then is a quiet tunnel tested. */
export function attendTunnel(): void {
  const attend = () => {
    const on = app().tunnel !== null && app().tunnel?.state !== 'off'
    // A lost link rejects: then nobody is told, and nothing is tested.
    if (on && document.visibilityState === 'visible') call('tunnel.attend', {}).catch(() => {})
  }
  document.addEventListener('visibilitychange', attend)
  setInterval(attend, ATTEND_EVERY_MS)
}
