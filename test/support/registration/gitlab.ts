import { randomUUID } from 'node:crypto'
import { demand, linked, type Provider } from './server.ts'

export const GITLAB_TOKEN = 'glpat-abcdefghij0123456789'
interface Hook {
  readonly id: number
  readonly owner: string
  readonly created_at: string
  [member: string]: unknown
}
interface Event {
  readonly id: number
  readonly hook: number
  readonly key: string
  readonly payload: string
  response_status: string
}

/** The parts of GitLab's REST API v4 that hooks of projects and groups are made of. */
export function gitlabStandIn() {
  const hooks: Hook[] = []
  const events: Event[] = []
  let last = 40
  const shownHook = ({ owner: _, token: __, ...rest }: Hook) => rest

  const send = async (hook: Hook, payload: string, key: string) => {
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'GitLab/18.5.0',
      'x-gitlab-event': 'Push Hook',
      'x-gitlab-token': String(hook['token']),
      'idempotency-key': key,
    }
    const status = await fetch(String(hook['url']), { method: 'POST', headers, body: payload }).then(
      response => String(response.status),
      () => 'internal error',
    )
    last += 1
    events.unshift({ id: last, hook: hook.id, key, payload, response_status: status })
  }

  const provider: Provider = async call => {
    demand(call.path.startsWith('/api/v4/'), 'the root /api/v4')
    if (call.headers['private-token'] !== GITLAB_TOKEN) return { status: 401, body: { message: '401 Unauthorized' } }
    const path = call.path.slice('/api/v4'.length)
    if (path === '/projects') return linked(call, [{ path_with_namespace: 'flightjs/flight' }])
    if (path === '/groups') return linked(call, [{ full_path: 'flightjs' }])
    const [, owner = '', id, rest = ''] = /^\/((?:projects|groups)\/[^/]+)\/hooks(?:\/(\d+))?(\/.*)?$/.exec(path) ?? []
    // The path of a project is one segment, its slash encoded.
    if (!['projects/flightjs%2Fflight', 'groups/flightjs'].includes(owner))
      return { status: 404, body: { message: '404 Project Not Found' } }
    const given = call.text === '' ? {} : (JSON.parse(call.text) as Record<string, unknown>)
    if (id === undefined) {
      if (call.method === 'GET') return linked(call, hooks.filter(hook => hook.owner === owner).map(shownHook))
      demand(call.method === 'POST' && typeof given['url'] === 'string' && given['push_events'] === true, 'the body of “Add a webhook”')
      demand(given['issues_events'] === false && typeof given['token'] === 'string', 'the events that are not wanted, and a token')
      last += 1
      hooks.push({ ...given, id: last, owner, created_at: new Date().toISOString() })
      return { status: 201, body: shownHook(hooks.at(-1) as Hook) }
    }
    const hook = hooks.find(candidate => candidate.id === Number(id) && candidate.owner === owner)
    if (!hook) return { status: 404, body: { message: '404 Not found' } }
    if (rest === '/events') {
      const rows = events.filter(event => event.hook === hook.id)
      return linked(
        call,
        rows.map(({ id: event, key, response_status }) => ({
          id: event,
          request_headers: { 'Idempotency-Key': key, 'X-Gitlab-Token': '[REDACTED]' },
          response_headers: {},
          response_status,
        })),
        Number(call.query.get('per_page')),
      )
    }
    const [, eventId] = /^\/events\/(\d+)\/resend$/.exec(rest) ?? []
    if (eventId !== undefined) {
      demand(call.method === 'POST', 'POST')
      const old = events.find(event => event.id === Number(eventId))
      if (!old) return { status: 404, body: { message: '404 Not found' } }
      await send(hook, old.payload, old.key)
      return { status: 201, body: { response_status: 200 } }
    }
    if (call.method === 'PUT') {
      // A changed URL drops the token unless it is sent along.
      if (given['url'] !== hook['url']) delete hook['token']
      Object.assign(hook, given)
      return { status: 200, body: shownHook(hook) }
    }
    demand(call.method === 'DELETE' && rest === '', 'DELETE of a hook')
    hooks.splice(hooks.indexOf(hook), 1)
    return { status: 204 }
  }
  return { hooks, events, provider, send, newKey: randomUUID }
}
