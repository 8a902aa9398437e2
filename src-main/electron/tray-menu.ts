import type { TunnelStatus } from '#contract/tunnel.ts'

/** What the tray tells, and what it needs for its menu. */
export interface DeskState {
  /** `http://host:port` of the receiver. */
  readonly receiver: string
  readonly tunnel: Pick<TunnelStatus, 'state' | 'url' | 'saved'>
  /** Ids of the Endpoints that are on and paused, and of those that are sent to. */
  readonly paused: readonly string[]
  readonly sending: readonly string[]
  /** Alerts that nobody has seen. */
  readonly unseen: number
}

/** Pictures of the tray, by what a person has to know first. */
export type TrayLook = 'attention' | 'paused' | 'online' | 'quiet'

export type TrayAction =
  | 'alerts'
  | 'copy-public'
  | 'copy-local'
  | 'pause'
  | 'resume'
  | 'tunnel-on'
  | 'tunnel-off'
  | 'show'
  | 'settings'
  | 'quit'
/** One line of the menu; without an action it only tells. */
export type TrayLine = { readonly label: string; readonly action: TrayAction | null } | 'line'

/** An Endpoint that is paused forgets to be resumed, so it shows as soon as nothing at all is sent. */
export function lookOf({ tunnel, paused, sending, unseen }: DeskState): TrayLook {
  if (unseen > 0 || tunnel.state === 'failed') return 'attention'
  if (paused.length > 0 && sending.length === 0) return 'paused'
  return tunnel.state === 'online' ? 'online' : 'quiet'
}

const states: Readonly<Record<TunnelStatus['state'], (url: string) => string>> = {
  off: () => 'Tunnel off',
  connecting: () => 'Tunnel connecting…',
  online: url => `Tunnel online: ${url}`,
  reconnecting: () => 'Tunnel reconnecting…',
  failed: () => 'Tunnel failed: open Hookbench to see why',
}

/** The state in one or two lines of text: the head of the menu, and what is shown when the pointer rests on the icon. */
export function stateLines({ receiver, tunnel, unseen }: DeskState): string[] {
  const at = `Receiving at ${receiver.replace(/^http:\/\//, '')}`
  const alerts = unseen === 0 ? [] : [unseen === 1 ? '1 unseen alert' : `${unseen} unseen alerts`]
  return [at, states[tunnel.state](host(tunnel.url)), ...alerts]
}

/** The menu of the tray. What does not apply is left out: a menu that is this short is read, not searched. */
export function trayMenu(state: DeskState): TrayLine[] {
  const { tunnel, paused, sending, unseen } = state
  const on = tunnel.state !== 'off'
  const reachable = tunnel.url !== null && (tunnel.state === 'online' || tunnel.state === 'reconnecting')
  const lines: (TrayLine | null)[] = [
    ...stateLines(state).map((label, at) => ({ label, action: at === 2 && unseen > 0 ? ('alerts' as const) : null })),
    'line',
    reachable ? { label: 'Copy Public URL', action: 'copy-public' } : null,
    { label: 'Copy Local URL', action: 'copy-local' },
    'line',
    sending.length > 0
      ? { label: sending.length === 1 ? 'Pause the Endpoint' : `Pause ${sending.length} Endpoints`, action: 'pause' }
      : null,
    paused.length > 0 ? { label: paused.length === 1 ? 'Resume 1 Endpoint' : `Resume ${paused.length} Endpoints`, action: 'resume' } : null,
    on ? { label: 'Turn the Tunnel Off', action: 'tunnel-off' } : null,
    // A first start needs an authtoken or a URL, which is the window's to ask for.
    !on && tunnel.saved.provider !== null ? { label: 'Turn the Tunnel On', action: 'tunnel-on' } : null,
    'line',
    { label: 'Show Hookbench', action: 'show' },
    { label: 'Settings…', action: 'settings' },
    'line',
    { label: 'Quit Hookbench', action: 'quit' },
  ]
  return lines.filter((line, at) => line !== null && !(line === 'line' && lines.slice(0, at).findLast(Boolean) === 'line')) as TrayLine[]
}

const host = (url: string | null): string => (url === null ? '' : url.replace(/^https?:\/\//, '').replace(/\/$/, ''))
