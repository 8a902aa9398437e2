import type { Duplex } from '#contract/frames.ts'
import { portDuplex } from './frame-port.ts'
import { notConnected } from './link-error.ts'

/** What Electron's preload puts on the window: one fixed channel of frames as JSON text, nothing else. */
export interface FrameBridge {
  send(frame: string): void
  /** @returns a function that stops listening */
  onFrame(listener: (frame: string) => void): () => void
}

/** The window's own core. It lives exactly as long as the window, so this duplex is closed by nobody but us. */
export function ipcDuplex(bridge: FrameBridge): Duplex {
  let stop = (): void => {}
  return portDuplex({
    post: text => bridge.send(text),
    onMessage: listener => {
      stop = bridge.onFrame(listener)
    },
    onClose: () => {},
    close: () => stop(),
  })
}

/** The part of WebSocket that is used: the browser's own, or `ws` in tests. */
export interface SocketLike {
  send(text: string): void
  close(): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

/** Resolves when the socket is open; rejects with LinkError `disconnected` when it could not be opened (a browser does not say why). */
export function webSocketDuplex(url: string, open: (url: string) => SocketLike = target => new WebSocket(target)): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = open(url)
    const duplex = portDuplex({
      post: text => socket.send(text),
      onMessage: listener => socket.addEventListener('message', event => listener(String(event.data))),
      onClose: listener => socket.addEventListener('close', listener),
      close: () => socket.close(),
    })
    socket.addEventListener('open', () => resolve(duplex))
    socket.addEventListener('close', () => reject(notConnected()))
    socket.addEventListener('error', () => reject(notConnected()))
  })
}
