import type { Adapter, Hook, Order } from './adapter.ts'
import type { Problem } from './call.ts'
import { ask, type Doing, fetchSecret, isPart, type Keeper, type Run } from './steps.ts'

/** Their clock may differ from ours by as much. */
const SKEW_MS = 10 * 60_000

/**
 * Made by the write that was interrupted: it bears our marker, or (where there is none) it has exactly our URL, which no hook had when the
 * write was about to be made, and is not older than that.
 */
function isOurs(hook: Hook, order: Order, doing: Doing): boolean {
  if (hook.url !== doing.url || hook.part !== doing.part) return false
  if (hook.marker !== null) return hook.marker.includes(order.marker)
  return hook.createdAt === null || hook.createdAt >= doing.at - SKEW_MS
}

/**
 * Clears up a write that a crash or a lost answer has left open: takes on what was made and not noted down, and nothing that it cannot
 * prove to be its own.
 * @returns the hooks as they are then
 */
export async function mend(
  adapter: Adapter,
  order: Order,
  hooks: readonly Hook[],
  keep: Keeper,
  run: Run,
): Promise<{ readonly hooks: readonly Hook[] } | { readonly problem: Problem }> {
  const { doing, parts } = keep.state()
  if (doing === null) return { hooks }
  if (doing.what === 'create') {
    const made = hooks.find(hook => isOurs(hook, order, doing))
    if (made) return adopt(adapter, order, doing.part, made, hooks, keep, run)
  }
  if (doing.what === 'update') {
    // It has the one URL or the other, and both are ours.
    const part = parts.find(({ name }) => name === doing.part)
    const hook = part && hooks.find(({ remoteId, url }) => remoteId === part.remoteId && (url === doing.url || url === part.url))
    if (part && hook) await keep.part({ ...part, url: hook.url })
  }
  if (doing.what === 'remove') {
    const part = parts.find(({ name }) => name === doing.part)
    if (part && !hooks.some(hook => isPart(adapter, hook, part, order))) await keep.part({ ...part, remoteId: null, url: null })
  }
  await keep.doing(null)
  return { hooks }
}

/** Takes on a hook that is ours for certain. One whose secret was told once, and was lost, makes way for another. */
export async function adopt(adapter: Adapter, order: Order, part: string, hook: Hook, hooks: readonly Hook[], keep: Keeper, run: Run) {
  if (adapter.secret === 'comes-back') {
    const had = await fetchSecret(adapter, order, hook.remoteId, run)
    if (typeof had === 'object') return had
    if (!had && adapter.writes) {
      const outcome = await ask(adapter, order, adapter.writes.remove(order, hook.remoteId), run.send)
      if ('problem' in outcome && outcome.problem.code !== 'not_found') return outcome
      await keep.doing(null)
      return { hooks: hooks.filter(other => other !== hook) }
    }
  }
  await keep.part({ name: part, remoteId: hook.remoteId, url: hook.url })
  return { hooks }
}
