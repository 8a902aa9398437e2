import type { Duplex } from '#contract/frames.ts'
import type { PageMenu } from '#contract/page-menu.ts'
import { type Client, createClient } from './client.ts'
import { type FrameBridge, ipcDuplex, webSocketDuplex } from './duplexes.ts'
import { LinkError } from './link-error.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly hookbench?: FrameBridge
  }
}

/** A client for whichever host shows this page: Electron's window when its bridge is there, else the web server we came from. */
export function hostClient(): Client {
  const bridge = window.hookbench
  return createClient(bridge ? () => ipcDuplex(bridge) : connectWeb, { onWake })
}

/** What was chosen in the desktop's menu bar, by its id. It comes on the bridge beside the frames, which take no notice of it. */
export function onHostCommand(listener: (id: string) => void): () => void {
  if (!window.hookbench) return () => {}
  return window.hookbench.onFrame(text => {
    // Every frame of the core passes here: only what begins like a command is worth reading.
    if (!text.startsWith('{"command"')) return
    const frame: unknown = JSON.parse(text)
    if (typeof frame === 'object' && frame !== null && 'command' in frame && typeof frame.command === 'string') listener(frame.command)
  })
}

/** Tells the desktop what its menu bar is to hold. Nothing happens in a browser, which has none. */
export function tellHostMenu(menu: readonly PageMenu[]): void {
  window.hookbench?.send(JSON.stringify({ menu }))
}

/** Whether there is a menu bar to fill. */
export const hasHostMenu = (): boolean => window.hookbench !== undefined

/** Has a browser ask before its tab goes, as long as `isUnsaved`. Electron would not ask, but silently stay open. */
export function guardTab(isUnsaved: () => boolean): void {
  if (window.hookbench) return
  window.addEventListener('beforeunload', event => {
    if (isUnsaved()) event.preventDefault()
  })
}

async function connectWeb(): Promise<Duplex> {
  const url = new URL('/rpc/ws', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  try {
    return await webSocketDuplex(url.href)
  } catch (error) {
    throw (await sessionEnded()) ?? error
  }
}

/** A browser does not say why a WebSocket was refused, a plain request does: after a restart of the core the page's session is over. */
async function sessionEnded(): Promise<LinkError | null> {
  const response = await fetch('/rpc', { method: 'HEAD', headers: { 'hookbench-page': '1' } }).catch(() => null)
  if (response?.status !== 401) return null
  return new LinkError({
    code: 'unauthorized',
    message: 'Hookbench was restarted and no longer knows this page. Open the URL that it printed when it started.',
  })
}

/** Loopback does not care whether the machine is online, but a page on an SSH box or a laptop that woke up does. */
function onWake(listener: () => void): () => void {
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', listener)
  document.addEventListener('visibilitychange', whenVisible)
  return () => {
    window.removeEventListener('online', listener)
    document.removeEventListener('visibilitychange', whenVisible)
  }
}
