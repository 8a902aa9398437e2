import type { Registration } from '#contract/registration.ts'
import type { RunningCore } from '../../support/core.ts'
import type { Place } from '../../support/registration/world.ts'

/** A Source of the place's provider, on a path of its own. */
export async function sourceFor(core: RunningCore, place: Pick<Place, 'api'>, more: { provider?: string; slug?: string } = {}) {
  made += 1
  return core.rpc['sources.save']({ name: place.api, slug: more.slug ?? `${place.api}-${made}`, provider: more.provider ?? place.api })
}
let made = 0

type Extra = Omit<Parameters<RunningCore['rpc']['sources.connect']>[0], 'id'>

/** What connects a Source with a place, its public URL being the receiver's own. */
export const inputFor = (core: RunningCore, place: Place, id: string, more: Extra = {}) => ({
  id,
  kind: place.kind,
  target: place.target,
  token: place.token,
  events: [...place.events],
  publicUrl: core.receiverUrl,
  ...more,
})

/** Plans and confirms. */
export async function connect(core: RunningCore, place: Place, id: string, more: Extra = {}): Promise<Registration> {
  const input = inputFor(core, place, id, more)
  const plan = await core.rpc['sources.connect'](input)
  if (plan.step !== 'plan') throw new Error('It was carried out unasked.')
  const done = await core.rpc['sources.connect']({ ...input, confirm: plan.confirm })
  if (done.step !== 'done') throw new Error('It was not carried out.')
  return done.registration
}

/** Tells the core that its tunnel is online, or is not. */
export async function tunnelIs(core: RunningCore, url: string | null): Promise<void> {
  const tunnel = await core.rpc['tunnel.status']({})
  core.hub.publish('tunnel.changed', { tunnel: { ...tunnel, state: url === null ? 'off' : 'online', url } })
}
