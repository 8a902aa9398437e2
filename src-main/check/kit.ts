import type { ExchangeShow, LoadStats } from '#domain/check/types.ts'
import type { Draft } from '#domain/signature/sign.ts'
import { type Answer, type Manner, type SharedConnection, send, sharedConnection, wait } from './client.ts'
import { freshEvent } from './events.ts'
import { Unfit } from './scenario.ts'
import { showExchange } from './show.ts'
import { signed } from './signing.ts'
import type { Limits, Target, World } from './target.ts'

/** No more requests may be sent. */
export class Spent extends Error {}

export interface Sending {
  readonly manner?: Manner
  readonly connection?: SharedConnection
  /** Not kept for the report: one of hundreds. */
  readonly quiet?: true
}

/** Exchanges of a scenario that are kept; the first ones, for they are the ones that are judged. */
const MAX_KEPT = 6

/** All that a scenario does with the world, and what it did. */
export class Kit {
  readonly target: Target
  readonly limits: Limits
  readonly exchanges: ExchangeShow[] = []
  /** Every answer with the draft that it answers, for what is looked for in all of them. */
  readonly answers: { readonly draft: Draft; readonly answer: Answer }[] = []
  load: LoadStats | null = null
  readonly #world: World
  readonly #budget: { left: number }

  constructor(target: Target, world: World, limits: Limits, budget: { left: number }) {
    this.target = target
    this.limits = limits
    this.#world = world
    this.#budget = budget
  }

  now(): number {
    return this.#world.now()
  }

  /** An event of its own, unsigned. */
  fresh(age = 0): Draft {
    return freshEvent(this.target, this.#world, age)
  }

  /** @throws Unfit when it cannot be signed so */
  sign(draft: Draft, { at = this.now(), secret }: { at?: number; secret?: string } = {}): Draft {
    const messageId = `msg_${Buffer.from(this.#world.random(12)).toString('hex')}`
    const result = signed(this.target, draft, { now: at, messageId, ...(secret === undefined ? {} : { secret }) })
    if (!result) throw new Unfit('An event like this cannot be signed by the provider’s scheme.')
    return result
  }

  /** An event that the endpoint has to accept. */
  genuine(): Draft {
    return this.sign(this.fresh())
  }

  random(count: number): Uint8Array {
    return this.#world.random(count)
  }

  /** Longer than the provider waits: what comes too late is judged too, and as late. */
  patience(): number {
    return this.target.timeoutMs + Math.max(5000, this.target.timeoutMs / 2)
  }

  async send(label: string, draft: Draft, { manner, connection, quiet }: Sending = {}): Promise<Answer> {
    if (this.#budget.left <= 0) throw new Spent()
    this.#budget.left -= 1
    const answer = await send(draft, {
      dial: this.#world.dial,
      signal: this.#world.signal,
      patienceMs: this.patience(),
      ...(manner ? { manner } : {}),
      ...(connection ? { connection } : {}),
    })
    this.answers.push({ draft, answer })
    if (!quiet && this.exchanges.length < MAX_KEPT) this.exchanges.push(showExchange(this.target, label, draft, answer))
    return answer
  }

  /**
   * All of them complete at the same moment: each is sent but for its last byte, and those go out together once every connection is
   * there. So a gap of a millisecond between looking and storing is hit, every time.
   */
  async together(label: string, drafts: readonly Draft[], quiet?: true): Promise<Answer[]> {
    let open = () => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    let held = 0
    const hold = () => {
      held += 1
      if (held === drafts.length) open()
    }
    // One that cannot connect must not keep the others waiting for good.
    const late = setTimeout(open, Math.min(this.target.timeoutMs, 2000))
    try {
      return await Promise.all(
        drafts.map((draft, at) =>
          this.send(`${label} ${at + 1}`, draft, { manner: { kind: 'gated', gate, held: hold }, ...(quiet ? { quiet } : {}) }),
        ),
      )
    } finally {
      clearTimeout(late)
      open()
    }
  }

  shared(): SharedConnection {
    return sharedConnection(this.#world.dial, this.#world.signal)
  }

  pause(ms: number): Promise<void> {
    return wait(ms, this.#world.signal)
  }
}
