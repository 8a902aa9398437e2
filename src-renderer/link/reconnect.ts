import type { Duplex } from '#contract/frames.ts'
import { LinkError, notConnected } from './link-error.ts'

/** `connecting`: the first try since the start or since the link was lost; `offline`: a try has failed, more follow. */
export type LinkState = 'connecting' | 'live' | 'offline'

export interface Environment {
  /** Runs once after `ms`; the returned function calls it off. */
  timer(ms: number, run: () => void): () => void
  /** Uniform in [0, 1). */
  random(): number
  /** Tells when a try is worth making at once: the network is back, the page is looked at again. */
  onWake(listener: () => void): () => void
}

export interface Connection {
  readonly state: LinkState
  /** Why the last try failed; null while live. */
  readonly lastError: LinkError | null
  /** The link has proven itself (the core answered): the next loss is met by an immediate try. */
  proven(): void
  /** Drops the link and tries again after the pause that is due. */
  renew(): void
  close(): void
}

const firstPauseMs = 250
const longestPauseMs = 10_000

/** Pause before try `failures` + 1, in ms: none after the first loss, then doubled up to 10 s, and halved at random so that pages do not return in step. */
export function pauseBefore(failures: number, random: number): number {
  if (failures === 0) return 0
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)) * (0.5 + random / 2)
}

/** Keeps one duplex open, whatever happens to it. `up` and `down` are called in turns. */
export function keepConnected(
  connect: () => Promise<Duplex> | Duplex,
  environment: Environment,
  on: { up(duplex: Duplex): void; down(): void; state(): void },
): Connection {
  let state: LinkState = 'connecting'
  let lastError: LinkError | null = null
  let duplex: Duplex | null = null
  let failures = 0
  let trying = false
  let closed = false
  let cancelTimer = (): void => {}

  const become = (next: LinkState): void => {
    if (state === next) return
    state = next
    on.state()
  }
  const schedule = (): void => {
    cancelTimer()
    cancelTimer = environment.timer(pauseBefore(failures, environment.random()), attempt)
  }
  const lost = (ended: Duplex): void => {
    if (duplex !== ended) return
    duplex = null
    on.down()
    if (closed) return
    become('connecting')
    schedule()
    failures += 1
  }
  const opened = (next: Duplex): void => {
    trying = false
    if (closed) {
      next.close()
      return
    }
    duplex = next
    lastError = null
    next.onClose(() => lost(next))
    on.up(next)
    become('live')
  }
  const failed = (error: unknown): void => {
    trying = false
    if (closed) return
    failures += 1
    lastError = error instanceof LinkError ? error : notConnected()
    become('offline')
    schedule()
  }
  const attempt = (): void => {
    if (closed || trying || duplex) return
    trying = true
    cancelTimer()
    Promise.resolve().then(connect).then(opened, failed)
  }

  const stopWake = environment.onWake(attempt)
  attempt()
  return {
    get state() {
      return state
    },
    get lastError() {
      return lastError
    },
    proven() {
      failures = 0
    },
    renew: () => duplex?.close(),
    close() {
      closed = true
      cancelTimer()
      stopWake()
      duplex?.close()
    },
  }
}
