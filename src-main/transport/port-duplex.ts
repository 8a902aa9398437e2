import type { Duplex, Frame, Pressure } from '#contract/frames.ts'

/** Anything that carries text both ways: a WebSocket, a MessagePort, Electron's webContents. */
export interface FramePort {
  post(text: string): void
  onMessage(listener: (text: string) => void): void
  /** Called when the other side, or the way to it, is gone. */
  onClose(listener: () => void): void
  close(): void
  readonly pressure?: Pressure
}

/**
 * Frames as JSON text over a port. JSON even where the structured clone would do: one wire format means that what one transport can
 * carry, all can. Text that is not JSON closes the port, for nothing after it can be trusted.
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
  const close = (): void => {
    port.close()
    ended()
  }
  port.onMessage(text => {
    if (!open) return
    const frame = parse(text)
    if (frame === null) return close()
    for (const listener of frameListeners) listener(frame)
  })
  port.onClose(ended)

  return {
    send(frame) {
      if (!open) return
      const text = JSON.stringify(frame)
      try {
        port.post(text)
      } catch {
        // A port that refuses text is gone (Electron throws for a window that was destroyed), and whoever published must not suffer.
        close()
      }
    },
    onFrame: listener => void frameListeners.push(listener),
    onClose: listener => void closeListeners.push(listener),
    close,
    ...(port.pressure ? { pressure: port.pressure } : {}),
  }
}

function parse(text: string): Frame | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Frame) : null
  } catch {
    return null
  }
}
