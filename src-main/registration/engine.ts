import type { Adapter, Hook, Order, Writes } from './adapter.ts'
import { type Call, type Problem, problem, type Send } from './call.ts'
import { adopt, mend } from './mend.ts'
import { type Doing, fetchSecret, isPart, type Keeper, keeper, listAll, type Run, type State, write } from './steps.ts'
import { exists } from './words.ts'

export type Done = { readonly ok: true; readonly state: State } | { readonly ok: false; readonly state: State; readonly problem: Problem }

/**
 * Brings a registration in step with its order: clears up a write that was interrupted, makes what is missing, gives what is there the new
 * URL. May be repeated at any time. A hook that it did not make is never changed: one that stands in the way is a problem.
 * @param again make anew what somebody has removed at the provider; otherwise that stays gone
 */
export async function bringInStep(adapter: Adapter, order: Order, before: State, run: Run, again: boolean): Promise<Done> {
  const keep = keeper(adapter.parts(order), before, run)
  const listed = await listAll(adapter, order, run.send)
  if ('problem' in listed) return fail(keep, listed.problem)
  const { writes } = adapter
  if (!writes) return attach(adapter, order, listed.hooks, keep, run)
  const mended = await mend(adapter, order, listed.hooks, keep, run)
  if ('problem' in mended) return fail(keep, mended.problem)

  for (const part of keep.state().parts) {
    const there = mended.hooks.find(hook => isPart(adapter, hook, part, order))
    if (part.remoteId !== null && there) {
      const wrong = await point(adapter, writes, order, part.name, there, keep, run)
      if (wrong) return fail(keep, wrong)
      continue
    }
    // Once made and no longer there: somebody has removed it, and may have had a reason.
    const gone = part.url !== null
    if (gone) await keep.part({ ...part, remoteId: null })
    if (gone && !again) continue
    const wrong = await make(adapter, writes, order, part.name, mended.hooks, keep, run)
    if (wrong) return fail(keep, wrong)
  }
  return { ok: true, state: keep.state() }
}

/** Clears up a write that was interrupted, and does nothing else. */
export async function finish(adapter: Adapter, order: Order, before: State, run: Run): Promise<Done> {
  const keep = keeper([], before, run)
  if (before.doing === null) return { ok: true, state: before }
  const listed = await listAll(adapter, order, run.send)
  const mended = 'problem' in listed ? listed : await mend(adapter, order, listed.hooks, keep, run)
  return 'problem' in mended ? fail(keep, mended.problem) : { ok: true, state: keep.state() }
}

/** Removes what the registration made, and nothing else. What is gone already counts as removed. */
export async function withdraw(adapter: Adapter, order: Order, before: State, run: Run): Promise<Done> {
  const keep = keeper([], before, run)
  const { writes } = adapter
  if (!writes) return { ok: true, state: { parts: [], doing: null } }
  // What an interrupted write has made must be found first; and where any webhook has the same id, whose it is.
  if (adapter.single || before.doing !== null) {
    const listed = await listAll(adapter, order, run.send)
    if ('problem' in listed) return fail(keep, listed.problem)
    const mended = await mend(adapter, order, listed.hooks, keep, run)
    if ('problem' in mended) return fail(keep, mended.problem)
    for (const part of keep.state().parts) {
      if (!mended.hooks.some(hook => isPart(adapter, hook, part, order))) await keep.part({ ...part, remoteId: null, url: null })
    }
  }
  for (const { name, remoteId, url } of keep.state().parts) {
    if (remoteId !== null) {
      const doing: Doing = { what: 'remove', part: name, url: url ?? order.url, at: run.now() }
      const outcome = await write(adapter, order, doing, writes.remove(order, remoteId), keep, run)
      if ('problem' in outcome && !(await isGone(adapter, order, remoteId, outcome.problem, run.send))) return fail(keep, outcome.problem)
    }
    await keep.part({ name, remoteId: null, url: null })
  }
  return { ok: true, state: keep.state() }
}

/** The URLs that the registration's hooks have at the provider now, by part; null: it is not there. Reads only. */
export async function look(
  adapter: Adapter,
  order: Order,
  state: State,
  send: Send,
): Promise<{ readonly urls: ReadonlyMap<string, string | null> } | { readonly problem: Problem }> {
  const listed = await listAll(adapter, order, send)
  if ('problem' in listed) return listed
  return { urls: new Map(state.parts.map(part => [part.name, listed.hooks.find(hook => isPart(adapter, hook, part, order))?.url ?? null])) }
}

/** The calls that `bringInStep` is going to make, as far as can be told before the provider was asked: a look, then the writes. */
export function planned(
  adapter: Adapter,
  order: Order,
  state: State,
): { readonly reads: readonly Call[]; readonly writes: readonly Call[] } {
  const { writes } = adapter
  const reads = [adapter.list(order, null), ...(!writes && adapter.secretOf ? [adapter.secretOf.call(order, '')] : [])]
  if (!writes) return { reads, writes: [] }
  const of = (name: string): Call[] => {
    const part = state.parts.find(known => known.name === name)
    if (!part || part.remoteId === null) return [writes.create(order, name)]
    return part.url === order.url ? [] : [writes.update(order, part.remoteId, name)]
  }
  return { reads, writes: adapter.parts(order).flatMap(of) }
}

/** The calls that `withdraw` is going to make. */
export function plannedRemoval({ writes }: Adapter, order: Order, state: State): readonly Call[] {
  return state.parts.flatMap(({ remoteId }) => (remoteId === null || !writes ? [] : [writes.remove(order, remoteId)]))
}

const fail = (keep: Keeper, wrong: Problem): Done => ({ ok: false, state: keep.state(), problem: wrong })

/** Gives a hook of ours the URL of the order, where it has another. */
async function point(
  adapter: Adapter,
  writes: Writes,
  order: Order,
  part: string,
  hook: Hook,
  keep: Keeper,
  run: Run,
): Promise<Problem | null> {
  const { remoteId } = hook
  if (hook.url !== order.url) {
    const doing: Doing = { what: 'update', part, url: order.url, at: run.now() }
    const outcome = await write(adapter, order, doing, writes.update(order, remoteId, part), keep, run)
    if ('problem' in outcome) return outcome.problem
  }
  await keep.part({ name: part, remoteId, url: order.url })
  return null
}

async function make(
  adapter: Adapter,
  writes: Writes,
  order: Order,
  part: string,
  hooks: readonly Hook[],
  keep: Keeper,
  run: Run,
): Promise<Problem | null> {
  const inTheWay = hooks.find(hook => adapter.single || (hook.url === order.url && hook.part === part))
  if (inTheWay?.marker?.includes(order.marker)) {
    const adopted = await adopt(adapter, order, part, inTheWay, hooks, keep, run)
    if ('problem' in adopted) return adopted.problem
    if (adopted.hooks.includes(inTheWay)) return null
  } else if (inTheWay) return exists(adapter.name, inTheWay.url)
  const outcome = await write(
    adapter,
    order,
    { what: 'create', part, url: order.url, at: run.now() },
    writes.create(order, part),
    keep,
    run,
  )
  if ('problem' in outcome) return outcome.problem
  const made = writes.created(outcome.answer)
  if (!made) return problem('unclear', `${adapter.name} did not say which webhook it created. Try again: Hookbench looks for it first.`)
  // The secret first: a hook that is known and whose secret is not would look as if it were done.
  if (made.secret !== null) await run.keepSecret(made.secret)
  await keep.part({ name: part, remoteId: made.remoteId, url: order.url })
  return null
}

/** Takes note of a hook that somebody else has made. */
async function attach(adapter: Adapter, order: Order, [hook]: readonly Hook[], keep: Keeper, run: Run): Promise<Done> {
  if (!hook) return fail(keep, problem('not_found', `${adapter.name} has no ${order.target}. Check the name.`))
  const had = await fetchSecret(adapter, order, hook.remoteId, run)
  if (typeof had === 'object') return fail(keep, had.problem)
  await keep.part({ name: '', remoteId: hook.remoteId, url: hook.url })
  return { ok: true, state: keep.state() }
}

/** A 404 may also mean that the token sees nothing: gone is what is missing from a list that was given. */
async function isGone(adapter: Adapter, order: Order, remoteId: string, wrong: Problem, send: Send): Promise<boolean> {
  if (wrong.code !== 'not_found') return false
  const listed = await listAll(adapter, order, send)
  return 'hooks' in listed && !listed.hooks.some(hook => hook.remoteId === remoteId)
}
