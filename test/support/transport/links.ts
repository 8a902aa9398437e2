import { MessageChannel } from 'node:worker_threads'
import { WebSocket } from 'ws'
import type { Duplex } from '#contract/frames.ts'
import { portDuplex } from '#transport/port-duplex.ts'
import { type RpcOptions, serveDuplex } from '#transport/rpc-server.ts'
import { ipcDuplex, webSocketDuplex } from '../../../src-renderer/link/duplexes.ts'
import type { FakeCore } from './fake-core.ts'
import { messagePortDuplex } from './message-port.ts'
import { startWeb, token } from './web.ts'

/** One way from a page to a core. Each `connect` is a new connection; `cut` breaks those that are open, as the wire would. */
export interface Link {
  connect(): Duplex | Promise<Duplex>
  cut(): void
  end(): Promise<void>
}

export type OpenLink = (core: FakeCore) => Promise<Link>

const optionsOf = (core: FakeCore): RpcOptions => ({ services: core.services, hub: core.hub, log: core.log, checkOutputs: true })

const overMessageChannel: OpenLink = async core => {
  const cuts = new Set<() => void>()
  const cut = () => {
    for (const run of cuts) run()
    cuts.clear()
  }
  return {
    connect() {
      const { port1, port2 } = new MessageChannel()
      serveDuplex(
        portDuplex({
          post: text => port1.postMessage(text),
          onMessage: listener => port1.on('message', listener),
          onClose: listener => port1.on('close', listener),
          close: () => port1.close(),
        }),
        optionsOf(core),
      )
      cuts.add(() => port1.close())
      return messagePortDuplex(port2)
    },
    cut,
    end: async () => cut(),
  }
}

const overWebSocket: OpenLink = async core => {
  const web = await startWeb({}, core)
  const sockets: WebSocket[] = []
  const cut = () => {
    for (const socket of sockets.splice(0)) socket.terminate()
  }
  return {
    connect: () =>
      webSocketDuplex(`ws://${web.host}/rpc/ws`, url => {
        const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
        sockets.push(socket)
        return socket
      }),
    cut,
    async end() {
      cut()
      await web.end()
    },
  }
}

/** As between Electron's main process and a page: strings, never in the same turn, and nobody tells a page that the core is gone. */
const overIpc: OpenLink = async core => {
  const open = new Set<Duplex>()
  const cut = () => {
    for (const duplex of open) duplex.close()
    open.clear()
  }
  return {
    connect() {
      const toMain = new Set<(text: string) => void>()
      const toPage = new Set<(text: string) => void>()
      const carry = (listeners: Set<(text: string) => void>, text: string) =>
        void setImmediate(() => {
          for (const listener of listeners) listener(text)
        })
      const main = portDuplex({
        post: text => carry(toPage, text),
        onMessage: listener => void toMain.add(listener),
        onClose: () => {},
        close: () => toMain.clear(),
      })
      serveDuplex(main, optionsOf(core))
      const page = ipcDuplex({
        send: text => carry(toMain, text),
        onFrame(listener) {
          toPage.add(listener)
          return () => void toPage.delete(listener)
        },
      })
      // What a reload is to the main process.
      page.onClose(() => main.close())
      open.add(page)
      return page
    },
    cut,
    end: async () => cut(),
  }
}

export const links: readonly (readonly [name: string, open: OpenLink])[] = [
  ['MessageChannel', overMessageChannel],
  ['WebSocket', overWebSocket],
  ['Electron IPC', overIpc],
]
