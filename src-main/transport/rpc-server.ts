import type { EventHub, Interest, Subscription } from '#app/event-hub.ts'
import type { CallFrame, Duplex, Frame } from '#contract/frames.ts'
import { type DispatchOptions, dispatch, errorShape, type Result, run } from './dispatch.ts'

export interface RpcOptions extends DispatchOptions {
  readonly hub: EventHub
}

/** Calls of one connection under way at the same time; any more are refused, so that one caller cannot fill the memory. */
export const maxCallsInFlight = 256
/** Bytes waiting for a slow reader above which it gets no more events, but `resync` when it has caught up. */
export const maxBufferedBytes = 4 * 1024 * 1024

/** Serves one connection until it closes: calls, answered as they finish, and the events of its one subscription. */
export function serveDuplex(duplex: Duplex, options: RpcOptions): void {
  const { hub } = options
  let subscription: Subscription | null = null
  let inFlight = 0
  let lagging = false

  const deliver = (event: Parameters<Parameters<EventHub['subscribe']>[1]>[0]): void => {
    if (lagging) return
    duplex.send({ event })
    lagging = (duplex.pressure?.buffered() ?? 0) > maxBufferedBytes
  }
  duplex.pressure?.onDrain(() => {
    if (!lagging || (duplex.pressure?.buffered() ?? 0) > maxBufferedBytes / 2) return
    lagging = false
    if (subscription) duplex.send({ event: hub.resync() })
  })

  const subscribe = (interest: Interest): { epoch: string; seq: number } => {
    // The new one first: when its filter is wrong, the old one stays.
    const next = hub.subscribe(interest, deliver)
    subscription?.close()
    subscription = next
    return { epoch: next.epoch, seq: next.seq }
  }
  const unsubscribe = (): { ok: true } => {
    subscription?.close()
    subscription = null
    return { ok: true }
  }
  const answer = (call: CallFrame): Promise<Result> | Result => {
    if (inFlight > maxCallsInFlight) return tooManyCalls
    if (call.method === 'subscribe') return run(options, 'subscribe', call.input, input => subscribe(input as Interest))
    if (call.method === 'unsubscribe') return run(options, 'unsubscribe', call.input, unsubscribe)
    return dispatch(options, call.method, call.input)
  }
  const serve = async (call: CallFrame): Promise<void> => {
    inFlight += 1
    try {
      duplex.send({ id: call.id, ...(await answer(call)) })
    } catch (error) {
      // An answer that cannot be written as JSON.
      duplex.send({ id: call.id, ok: false, error: errorShape(error, call.method, options.log) })
    } finally {
      inFlight -= 1
    }
  }

  duplex.onClose(() => void unsubscribe())
  duplex.onFrame(frame => {
    if (isCall(frame)) void serve(frame)
    else duplex.close()
  })
}

const tooManyCalls: Result = {
  ok: false,
  error: {
    code: 'too_large',
    message: `More than ${maxCallsInFlight} calls are in progress on this connection. Wait for some responses, then continue.`,
  },
}

function isCall(frame: Frame): frame is CallFrame {
  return 'method' in frame && typeof frame.method === 'string' && typeof frame.id === 'number'
}
