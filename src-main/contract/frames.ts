import type { ErrorShape } from './errors.ts'
import type { AppEvent, Resync } from './events.ts'

/** From the UI to the core: one call. `id` is the caller's and comes back with the answer. */
export interface CallFrame {
  readonly id: number
  readonly method: string
  readonly input: unknown
}
export type ReplyFrame =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorShape }
/** From the core by itself. */
export interface EventFrame {
  readonly event: AppEvent | Resync
}
export type Frame = CallFrame | ReplyFrame | EventFrame

/** All that a transport is. Frames are plain JSON values; `send` after close does nothing. */
export interface Duplex {
  send(frame: Frame): void
  onFrame(listener: (frame: Frame) => void): void
  onClose(listener: () => void): void
  close(): void
  /** Where the way out can fill up (a socket): what a slow reader has not taken yet. Absent where the transport cannot know. */
  readonly pressure?: Pressure
}

export interface Pressure {
  /** Bytes sent and still in our memory. */
  buffered(): number
  /** Called when `buffered` has fallen. */
  onDrain(listener: () => void): void
}
