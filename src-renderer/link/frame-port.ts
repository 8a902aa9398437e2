import type { Duplex, Frame } from '#contract/frames.ts'
import { LinkError } from './link-error.ts'

/** Anything that carries text both ways: the one thing that differs between transports. */
export interface FramePort {
  post(text: string): void
  onMessage(listener: (text: string) => void): void
  /** Called when the other side, or the way to it, is gone. */
  onClose(listener: () => void): void
  close(): void
}

/** Bytes of one frame to the core, the same on every transport, so that what works in the window works in the browser. */
export const maxFrameBytes = 1024 * 1024
const encoder = new TextEncoder()

/**
 * Frames as JSON text over a port. The core has its own copy of these lines (src-main/transport/port-duplex.ts): the page may take
 * types from over there, but no code.
 * `send` throws LinkError `too_large` for a frame above 1 MiB: the WebSocket would be cut for it, with every other call on it.
 */
export function portDuplex(port: FramePort): Duplex {
  const frameListeners: ((frame: Frame) => void)[] = []
  const closeListeners: (() => void)[] = []
  let open = true

  const ended = (): void => {
    if (!open) return
    open = false
    for (const listener of closeListeners) listener()
  }
  port.onMessage(text => {
    if (!open) return
    const frame = JSON.parse(text) as Frame
    for (const listener of frameListeners) listener(frame)
  })
  port.onClose(ended)

  return {
    send(frame) {
      if (!open) return
      const text = JSON.stringify(frame)
      if (exceeds(text)) throw tooLarge()
      port.post(text)
    },
    onFrame: listener => void frameListeners.push(listener),
    onClose: listener => void closeListeners.push(listener),
    close() {
      port.close()
      ended()
    },
  }
}

/** UTF-8 takes 1 to 3 bytes for each UTF-16 unit: only texts in between have to be measured. */
function exceeds(text: string): boolean {
  if (text.length > maxFrameBytes) return true
  return text.length * 3 > maxFrameBytes && encoder.encode(text).byteLength > maxFrameBytes
}

function tooLarge(): LinkError {
  return new LinkError({ code: 'too_large', message: 'This is more than 1 MiB. Attach the body as a file instead (up to 64 MiB).' })
}
