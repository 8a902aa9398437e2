import type { MessagePort } from 'node:worker_threads'
import type { Duplex } from '#contract/frames.ts'
import { portDuplex } from '../../../src-renderer/link/frame-port.ts'

/** The page's side of a MessageChannel. Ports tell the closing of the other end by `close`. */
export function messagePortDuplex(port: MessagePort): Duplex {
  return portDuplex({
    post: text => port.postMessage(text),
    onMessage: listener => void port.on('message', listener),
    onClose: listener => void port.on('close', listener),
    close: () => port.close(),
  })
}
