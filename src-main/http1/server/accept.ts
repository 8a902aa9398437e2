import { Socket, type SocketConstructorOpts } from 'node:net'
import { lentReads, type Wire } from '../wire.ts'

/** For servers whose sockets are to be accepted by `accept`. Half open: who has closed its side may still be told what was wrong. */
export const ACCEPTING = { allowHalfOpen: true, noDelay: true, pauseOnConnect: true } as const

/**
 * Has what comes over an accepted socket read into one memory: by itself, node takes 64 KiB of new memory for each packet, which was a
 * tenth of the CPU of a capture. `onread` is there for this, but not for a socket that was accepted; so its handle is passed on to one that
 * has it. Handles have no documented name: where there is none, packets come as node gives them out.
 * @param accepted paused, by a server with ACCEPTING
 */
export function accept(accepted: Socket): Wire {
  const handle = handleOf(accepted)
  if (handle === null) return asGiven(accepted)
  const { onread, listen } = lentReads()
  Object.assign(accepted, { _handle: null })
  const socket = new Socket({ handle, onread, allowHalfOpen: true } as SocketConstructorOpts)
  // The server counts its connections by the sockets that it has given out.
  socket.once('close', () => accepted.destroy())
  socket.resume()
  return { socket, secure: false, listen }
}

function handleOf(socket: Socket): object | null {
  const { _handle: handle } = socket as { _handle?: unknown }
  return typeof handle === 'object' && handle !== null && 'useUserBuffer' in handle ? handle : null
}

function asGiven(socket: Socket): Wire {
  return {
    socket,
    secure: false,
    listen(take) {
      socket.on('data', take)
      socket.resume()
    },
  }
}
