import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { type Core, startCore } from '#app/core.ts'
import type { Ports } from '#app/ports.ts'
import type { ServiceName, Services } from '#app/services.ts'
import { type InputOf, methods, type OutputOf } from '#contract/methods.ts'
import { nodePorts } from '#node/ports.ts'
import { startWebServer } from '#transport/web/server.ts'
import { temporaryFolder } from './launched.ts'

const entry = new URL('../../src-main/headless.ts', import.meta.url).href
const token = 'a-token'

/** The methods as a caller sees them: inputs are checked and completed, answers are checked. */
export type Rpc = { readonly [M in ServiceName]: (input: InputOf<M>) => Promise<OutputOf<M>> }

export interface RunningCore extends Core {
  readonly dataDir: string
  readonly rpc: Rpc
  /** A second connection, for looking (and for standing in the way). */
  sqlite(): Database.Database
  /** GET of the web server, e.g. `/body/req_..`; the server is started at the first call. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Any other request of the web server, with the bearer. */
  ask(path: string, init: RequestInit): Promise<Response>
  /** Resolves with the first event of this type that satisfies; `since` the beginning of this core. */
  event<T>(type: string, fits?: (event: T) => boolean): Promise<T>
  /** Stops it and leaves the folder for another. */
  halt(): Promise<void>
  /** Stops it and removes the folder. */
  end(): Promise<void>
}

/** The real core on node's ports, in a folder of its own (or one that an earlier core has left), on any free ports. */
export async function openCore(
  options: { folder?: ReturnType<typeof temporaryFolder>; ports?: Partial<Ports> } = {},
): Promise<RunningCore> {
  const folder = options.folder ?? temporaryFolder()
  const dataDir = folder.path
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  const ports: Ports = { ...nodePorts(entry, dataDir), log: silent, ...options.ports }
  const core = await startCore(
    {
      receiverHost: '127.0.0.1',
      receiverPort: 0,
      version: '0.0.0',
      capabilities: { tray: false, openAtLogin: false },
      onFatal: message => {
        throw new Error(message)
      },
    },
    ports,
  )
  const opened: Database.Database[] = []
  let web: Awaited<ReturnType<typeof startWebServer>> | null = null
  const { hub } = core
  const common = { host: '127.0.0.1', port: 0, token, uiDir: null, log: silent, version: '0.0.0', clock: ports.clock, checkOutputs: true }
  const halt = async () => {
    for (const db of opened.splice(0)) db.close()
    await web?.close()
    await core.stop()
  }
  return {
    ...core,
    dataDir,
    rpc: rpcOf(core.services),
    sqlite() {
      const db = new Database(join(dataDir, 'hookbench.db'), { timeout: 0 })
      opened.push(db)
      return db
    },
    async get(path, headers = {}) {
      web ??= await startWebServer({ core, hub, ...common })
      return fetch(`${web.url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } })
    },
    async ask(path, init) {
      web ??= await startWebServer({ core, hub, ...common })
      return fetch(`${web.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
    },
    event<T>(type: string, fits: (event: T) => boolean = () => true) {
      return new Promise<T>(resolve => {
        const subscription = hub.subscribe({ topics: [type], since: { epoch: hub.epoch, seq: 0 } }, event => {
          if (event.type !== type || !fits(event as T)) return
          resolve(event as T)
          queueMicrotask(() => subscription.close())
        })
      })
    },
    halt,
    async end() {
      await halt()
      folder.remove()
    },
  }
}

function rpcOf(services: Services): Rpc {
  const call = (name: ServiceName) => async (input: unknown) => {
    const run = services[name] as (input: unknown) => Promise<unknown>
    return methods[name].output.parse(await run(methods[name].input.parse(input)))
  }
  return new Proxy({} as Rpc, { get: (_, name) => call(name as ServiceName) })
}

/** `eventually(read).toBe(..)`: asks again until it holds, with patience for a busy machine. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

/** A socket for exact bytes, and what it has been answered so far. */
export interface RawSocket {
  readonly socket: Socket
  send(bytes: string | Uint8Array): Promise<void>
  text(): string
  /** Resolves as soon as the answer so far satisfies; rejects when the connection ends before. */
  until(fits: (text: string) => boolean): Promise<string>
  /** Resolves with everything, when the other side has closed. */
  readonly closed: Promise<string>
}

/** Text is sent as latin-1: a char code is a byte. @param target port, or a URL */
export async function openRaw(target: number | string): Promise<RawSocket> {
  const port = typeof target === 'number' ? target : Number(new URL(target).port)
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let text = ''
  const watchers = new Set<() => void>()
  const tell = () => {
    for (const watcher of [...watchers]) watcher()
  }
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
    tell()
  })
  // A reset is an end like another; what counts is what came before it.
  socket.on('error', () => {})
  const closed = new Promise<string>(resolve => socket.once('close', () => resolve(text)))
  void closed.then(tell)
  return {
    socket,
    text: () => text,
    closed,
    send: bytes => new Promise(resolve => socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => resolve())),
    until: fits =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!fits(text) && !socket.destroyed) return
          watchers.delete(look)
          if (fits(text)) resolve(text)
          else reject(new Error(`The connection ended with: ${text}`))
        }
        watchers.add(look)
        look()
      }),
  }
}

/** One exchange: sends exact bytes, closes when the other side does (send `Connection: close`), gives the whole answer. */
export async function exchange(target: number | string, bytes: string | Uint8Array): Promise<string> {
  const raw = await openRaw(target)
  await raw.send(bytes)
  return raw.closed
}
