import type { Adapter, Hook, Order } from './adapter.ts'
import { type Answer, type Call, type Problem, problem, type Send, type Silence } from './call.ts'

/**
 * One hook of a registration. `remoteId` null: it is not at the provider; `url` then tells whether it ever was (somebody has removed it
 * there) or not. Else `url` is what it was last told to call.
 */
export interface Part {
  readonly name: string
  readonly remoteId: string | null
  readonly url: string | null
}

/** A write that is about to be made: kept before it is sent, so that a crash in between can be mended. `at`: ms since epoch. */
export interface Doing {
  readonly what: 'create' | 'update' | 'remove'
  readonly part: string
  readonly url: string
  readonly at: number
}

export interface State {
  readonly parts: readonly Part[]
  readonly doing: Doing | null
}

export interface Run {
  readonly send: Send
  readonly now: () => number
  /** Resolves when it is on disk: nothing is sent before. */
  readonly save: (state: State) => Promise<void>
  /** A secret that the provider has told; kept before anything else happens. */
  readonly keepSecret: (secret: string) => Promise<void>
}

const MOST_PAGES = 20

/** A registration's state, saved at each change. */
export interface Keeper {
  readonly state: () => State
  readonly doing: (doing: Doing | null) => Promise<void>
  /** What a hook has become; whatever was under way has ended with it. */
  readonly part: (part: Part) => Promise<void>
}

export function keeper(names: readonly string[], before: State, run: Run): Keeper {
  const added = names.filter(name => !before.parts.some(part => part.name === name))
  let state: State = { ...before, parts: [...before.parts, ...added.map(name => ({ name, remoteId: null, url: null }))] }
  const put = async (next: State) => {
    state = next
    await run.save(next)
  }
  return {
    state: () => state,
    doing: async doing => {
      if (doing !== state.doing) await put({ ...state, doing })
    },
    part: async part => {
      const old = state.parts.find(({ name }) => name === part.name)
      if (state.doing === null && old?.remoteId === part.remoteId && old.url === part.url) return
      await put({ parts: state.parts.map(other => (other.name === part.name ? part : other)), doing: null })
    },
  }
}

/** What is wrong with a call's response; null when it did what it should. */
export function wrongWith(adapter: Adapter, order: Order, answer: Answer | Silence): Problem | null {
  if (answer.kind === 'silence') return problem(answer.sent ? 'unclear' : 'unreachable', answer.reason)
  return adapter.explain(answer, order)
}

/** Sends a read. */
export async function ask(
  adapter: Adapter,
  order: Order,
  call: Call,
  send: Send,
): Promise<{ readonly answer: Answer } | { readonly problem: Problem }> {
  const answer = await send(call)
  const wrong = wrongWith(adapter, order, answer)
  return wrong ? { problem: wrong } : { answer: answer as Answer }
}

/** Sends a write, noted down before. It stays noted while nobody knows whether it was carried out. */
export async function write(adapter: Adapter, order: Order, doing: Doing, call: Call, keep: Keeper, run: Run) {
  await keep.doing(doing)
  const outcome = await ask(adapter, order, call, run.send)
  if ('problem' in outcome && outcome.problem.code !== 'unclear') await keep.doing(null)
  return outcome
}

/** All hooks at the target. */
export async function listAll(
  adapter: Adapter,
  order: Order,
  send: Send,
): Promise<{ readonly hooks: readonly Hook[] } | { readonly problem: Problem }> {
  const hooks: Hook[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const outcome = await ask(adapter, order, adapter.list(order, cursor), send)
    if ('problem' in outcome) return outcome
    const page = adapter.listed(outcome.answer, order)
    hooks.push(...page.items)
    if (page.next === null) return { hooks }
    cursor = page.next
  }
  return {
    problem: problem(
      'refused',
      `${adapter.name} has more webhooks there than Hookbench can look through (${hooks.length}). Remove the ones nobody uses.`,
    ),
  }
}

/** Where there is room for one hook its id tells nothing, so the URL must be one that we set. */
export function isPart(adapter: Adapter, hook: Hook, part: Part, order: Order): boolean {
  return hook.remoteId === part.remoteId && (!adapter.single || hook.url === part.url || hook.url === order.url)
}

/** Asks for the secret of a hook, where it is told again. @returns false where it is not */
export async function fetchSecret(
  adapter: Adapter,
  order: Order,
  remoteId: string,
  run: Run,
): Promise<boolean | { readonly problem: Problem }> {
  if (!adapter.secretOf) return false
  const outcome = await ask(adapter, order, adapter.secretOf.call(order, remoteId), run.send)
  if ('problem' in outcome) return outcome
  const secret = adapter.secretOf.read(outcome.answer)
  if (secret !== null) await run.keepSecret(secret)
  return secret !== null
}
