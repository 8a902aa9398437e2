import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
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

/** A tunnel of one's own that leads to the core, as cloudflared would, by as many public URLs as a test wants: `/one`, `/two` .. */
export async function openWay(core: RunningCore) {
  const { target } = await core.rpc['tunnel.status']({})
  let cut = false
  const server = createServer((incoming, response) => {
    if (cut) return void response.writeHead(502).end()
    const path = (incoming.url ?? '').replace(/^\/[^/]+/, '')
    const onward = request(target + path, { method: incoming.method, headers: incoming.headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = (name: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`
  return {
    url,
    /** The tunnel is online by this URL, or off. */
    async is(name: string | null): Promise<void> {
      if (name === null) return void (await core.rpc['tunnel.stop']({}))
      const { state, error } = await core.rpc['tunnel.start']({ provider: 'manual', url: url(name) })
      if (state !== 'online') throw new Error(`The tunnel is ${state}: ${error}`)
    },
    /** It leads nowhere from now on, whatever the core believes. */
    cut(): void {
      cut = true
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
export type Way = Awaited<ReturnType<typeof openWay>>
