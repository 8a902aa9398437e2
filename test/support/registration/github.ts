import { createHmac } from 'node:crypto'
import { demand, linked, type Provider, type Seen, type Told } from './server.ts'

export interface GithubHook {
  readonly id: number
  readonly owner: string
  config: Record<string, string>
  readonly events: readonly string[]
  readonly created_at: string
}
interface Delivery {
  readonly id: number
  readonly guid: string
  readonly hook: number
  readonly event: string
  readonly payload: string
  status_code: number
  readonly delivered_at: string
  readonly redelivery: boolean
}

export const GITHUB_TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345'

/** Posts a webhook; answers the status of the reply. Rejects where there is none. */
type Post = (url: string, headers: Record<string, string>, body: string) => Promise<number>
const byFetch: Post = async (url, headers, body) => (await fetch(url, { method: 'POST', headers, body })).status

/**
 * The parts of GitHub's REST API (2022-11-28) that hooks are made of, as its reference describes them.
 * @param options `post`: the way that webhooks take, where it is not the open internet's
 */
export function githubStandIn(options: { token?: string; prefix?: string; pageSize?: number; post?: Post } = {}) {
  const { token = GITHUB_TOKEN, prefix = '', pageSize, post = byFetch } = options
  const hooks: GithubHook[] = []
  const deliveries: Delivery[] = []
  let last = 12_345_677
  const shownHook = (hook: GithubHook) => ({
    ...hook,
    type: 'Repository',
    name: 'web',
    active: true,
    config: { ...hook.config, secret: '********' },
  })

  const send = async (hook: GithubHook, event: string, payload: string, guid: string, redelivery: boolean) => {
    const signature = createHmac('sha256', hook.config['secret'] ?? '')
      .update(payload)
      .digest('hex')
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-github-hook-id': String(hook.id),
      'x-hub-signature-256': `sha256=${signature}`,
    }
    const status = await post(hook.config['url'] ?? '', headers, payload).catch(() => 502)
    last += 1
    const delivered_at = new Date().toISOString()
    deliveries.unshift({ id: last, guid, hook: hook.id, event, payload, status_code: status, delivered_at, redelivery })
    return status
  }

  const make = (owner: string, call: Seen): Told => {
    const body = JSON.parse(call.text) as { name: string; active: boolean; events: string[]; config: Record<string, string> }
    demand(body.name === 'web' && body.active === true && Array.isArray(body.events), 'the body of “Create a webhook”')
    demand(body.config['content_type'] === 'json' && body.config['insecure_ssl'] === '0' && body.config['secret'], 'its config')
    if (hooks.some(hook => hook.owner === owner && hook.config['url'] === body.config['url'])) {
      const errors = [{ resource: 'Hook', code: 'custom', message: 'Hook already exists on this repository' }]
      return { status: 422, body: { message: 'Validation Failed', errors } }
    }
    last += 1
    const hook: GithubHook = { id: last, owner, config: body.config, events: body.events, created_at: new Date().toISOString() }
    hooks.push(hook)
    return { status: 201, body: shownHook(hook) }
  }

  const provider: Provider = async call => {
    demand(call.headers['accept'] === 'application/vnd.github+json', 'Accept: application/vnd.github+json')
    demand(call.headers['x-github-api-version'] === '2022-11-28', 'X-GitHub-Api-Version')
    demand(call.headers['user-agent'], 'User-Agent')
    if (call.headers['authorization'] !== `Bearer ${token}`) return { status: 401, body: { message: 'Bad credentials' } }
    const path = call.path.slice(prefix.length)
    if (path === '/user/repos') {
      const repos = ['octocat/hello-world', 'octocat/spoon-knife'].map(full_name => ({ full_name, permissions: { admin: true } }))
      return linked(call, [...repos, { full_name: 'someone/else', permissions: { admin: false } }])
    }
    if (path === '/user/orgs') return linked(call, [{ login: 'octo-org' }])
    const [, owner = '', id, rest = ''] = /^\/((?:repos\/[^/]+|orgs)\/[^/]+)\/hooks(?:\/(\d+))?(\/.*)?$/.exec(path) ?? []
    if (!['repos/octocat/hello-world', 'orgs/octo-org'].includes(owner)) return { status: 404, body: { message: 'Not Found' } }
    if (id === undefined) {
      if (call.method === 'POST') return make(owner, call)
      demand(call.method === 'GET', 'GET or POST')
      return linked(call, hooks.filter(hook => hook.owner === owner).map(shownHook), pageSize)
    }
    const hook = hooks.find(candidate => candidate.id === Number(id) && candidate.owner === owner)
    if (!hook) return { status: 404, body: { message: 'Not Found' } }
    if (rest === '/config') {
      demand(call.method === 'PATCH', 'PATCH')
      hook.config = { ...hook.config, ...(JSON.parse(call.text) as Record<string, string>) }
      return { status: 200, body: { ...hook.config, secret: '********' } }
    }
    if (rest === '/deliveries') {
      const rows = deliveries.filter(delivery => delivery.hook === hook.id)
      return linked(
        call,
        rows.map(({ payload: _, hook: __, ...row }) => ({ ...row, status: row.status_code < 300 ? 'OK' : 'Bad', action: null })),
        pageSize,
      )
    }
    const [, deliveryId] = /^\/deliveries\/(\d+)\/attempts$/.exec(rest) ?? []
    if (deliveryId !== undefined) {
      demand(call.method === 'POST', 'POST')
      const old = deliveries.find(delivery => delivery.id === Number(deliveryId))
      if (!old) return { status: 404, body: { message: 'Not Found' } }
      await send(hook, old.event, old.payload, old.guid, true)
      return { status: 202, body: {} }
    }
    demand(call.method === 'DELETE' && rest === '', 'DELETE of a hook')
    hooks.splice(hooks.indexOf(hook), 1)
    return { status: 204 }
  }
  return { hooks, deliveries, provider, send }
}
