import type { Via } from '#domain/request.ts'

const PREFIX = '/.hookbench/'
const BYTES = 16

/** How a self-test arrived. */
export interface Arrival {
  readonly via: Via
  /** Request target as it came in: a proxy may have put something before the path, or not have taken it away. */
  readonly target: string
}

/** A self-test that is under way. */
export interface Nonce {
  /** Path to ask for, `/.hookbench/<32 hex digits>`. */
  readonly path: string
  readonly arrived: Promise<Arrival>
  /** Forgets it: the same path is captured like any other from now on. */
  forget(): void
}

export interface Nonces {
  issue(): Nonce
  /**
   * Whether this is the target of a self-test that is under way; once only. Everything else, also a path that looks like one, is
   * somebody's request. Costs nothing while no test is out.
   */
  take(target: string, via: Via): boolean
}

/** One-time paths by which the app knows its own requests when they come back from the internet. */
export function createNonces(randomBytes: (count: number) => Uint8Array): Nonces {
  const out = new Map<string, (arrival: Arrival) => void>()
  return {
    issue() {
      const text = Buffer.from(randomBytes(BYTES)).toString('hex')
      const { promise, resolve } = Promise.withResolvers<Arrival>()
      out.set(text, resolve)
      return { path: `${PREFIX}${text}`, arrived: promise, forget: () => void out.delete(text) }
    },
    take(target, via) {
      if (out.size === 0) return false
      const at = target.lastIndexOf(PREFIX)
      if (at < 0) return false
      const text = target.slice(at + PREFIX.length)
      const arrived = out.get(text)
      if (!arrived) return false
      out.delete(text)
      arrived({ via, target })
      return true
    },
  }
}
