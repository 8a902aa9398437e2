import type { Wire } from '../wire.ts'
import { Connection } from './connection.ts'

/** ms. `monotonic` never goes back; `timer` returns what calls it off. */
interface Clock {
  monotonic(): number
  timer(ms: number, run: () => void): () => void
}

/** How long an unused connection is kept, ms: less than the 5 s after which node's server, the shortest of the common ones, closes it. */
const KEEP_MS = 4000
/** So much earlier than the other side announces, ms: the next request has to get there. */
const MARGIN_MS = 1000

/**
 * Connections to any number of servers, kept for the next request to the same one. As many are made as there are requests at a time: how
 * many that may be is decided by whoever sends.
 */
export class Pool {
  readonly #clock: Clock
  /** Unused ones by origin, the last used at the end: it is taken first, so that a few stay busy and the others can go. */
  readonly #idle = new Map<string, Connection[]>()
  readonly #all = new Set<Connection>()
  #closed = false
  #sweeping = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A connection that is free, or null. */
  take(origin: string): Connection | null {
    const idle = this.#idle.get(origin)
    const now = this.#clock.monotonic()
    for (let connection = idle?.pop(); connection; connection = idle?.pop()) {
      if (connection.open && connection.keptUntil > now) return connection
      connection.destroy()
    }
    return null
  }

  /** Takes a new connection in. */
  adopt(origin: string, wire: Wire): Connection {
    const connection = new Connection(wire, (free, ms) => this.#keep(origin, free, Math.min(KEEP_MS, ms - MARGIN_MS)))
    wire.socket.once('close', () => this.#all.delete(connection))
    if (this.#closed) connection.destroy()
    this.#all.add(connection)
    return connection
  }

  /** Gives one back that was taken and not used. */
  giveBack(origin: string, connection: Connection): void {
    this.#keep(origin, connection, KEEP_MS)
  }

  /** Breaks all connections, and those that are adopted later. */
  close(): void {
    this.#closed = true
    for (const connection of this.#all) connection.fail('ECANCELED')
    this.#idle.clear()
  }

  #keep(origin: string, connection: Connection, ms: number): void {
    if (this.#closed || ms <= 0) {
      connection.destroy()
      return
    }
    connection.keptUntil = this.#clock.monotonic() + ms
    const idle = this.#idle.get(origin)
    if (idle) idle.push(connection)
    else this.#idle.set(origin, [connection])
    this.#sweepLater()
  }

  #sweep(): void {
    this.#sweeping = false
    const now = this.#clock.monotonic()
    for (const [origin, idle] of this.#idle) {
      const stays = (connection: Connection) => connection.open && connection.keptUntil > now
      for (const connection of idle) if (!stays(connection)) connection.destroy()
      const kept = idle.filter(stays)
      if (kept.length > 0) this.#idle.set(origin, kept)
      else this.#idle.delete(origin)
    }
    if (this.#idle.size > 0) this.#sweepLater()
  }

  #sweepLater(): void {
    if (this.#sweeping) return
    this.#sweeping = true
    this.#clock.timer(KEEP_MS, () => this.#sweep())
  }
}
