import { headerValue } from '#domain/http/headers.ts'
import type { Adapter, Hook, Order } from './adapter.ts'
import { type Answer, at, type Call, dig, json, listOf, nextLink, type Problem, problem, textOf, timeOf } from './call.ts'
import { missedOf, type Try } from './missed.ts'
import { badToken, isOk, refused, sentence, tooFast, unavailable } from './words.ts'

const flags = [
  'push_events',
  'tag_push_events',
  'merge_requests_events',
  'issues_events',
  'confidential_issues_events',
  'note_events',
  'job_events',
  'pipeline_events',
  'deployment_events',
  'releases_events',
  'wiki_page_events',
  'feature_flag_events',
] as const

/**
 * GitLab REST API v4: doc/api/project_webhooks.md and group_webhooks.md (hooks, events since 17.3, resend since 17.4, `name` and
 * `description` since 17.1). A changed URL resets the secret token, so it is always sent along. Group webhooks are for Premium and above.
 */
export const gitlab: Adapter = {
  id: 'gitlab',
  name: 'GitLab',
  serves: ['gitlab'],
  docs: 'https://docs.gitlab.com/api/project_webhooks/',
  base: {
    usual: 'https://gitlab.com/api/v4',
    own: {
      label: 'Self-managed GitLab',
      hint: 'Only for your own server; its API is at /api/v4.',
      placeholder: 'https://gitlab.example.com',
      path: '/api/v4',
    },
  },
  token: {
    label: 'Access token',
    hint: 'Needs the scope api and the role Maintainer (project) or Owner (group).',
    url: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    scopes: 'api',
  },
  targets: [
    {
      kind: 'project',
      label: 'Project',
      hint: 'Its full path, including the group, or its ID.',
      placeholder: 'group/project',
      pattern: /^(\d{1,12}|[\w-][\w.-]*(\/[\w-][\w.-]*){1,20})$/,
      choices: {
        call: (base, token, cursor) =>
          call(
            token,
            'GET',
            cursor ?? at(base, '/projects', { min_access_level: '40', order_by: 'last_activity_at', simple: 'true', per_page: '100' }),
            null,
            'Lists your projects.',
          ),
        read: readChoices('path_with_namespace'),
      },
    },
    {
      kind: 'group',
      label: 'Group',
      hint: 'Its path or its ID. Group webhooks need GitLab Premium.',
      placeholder: 'group',
      pattern: /^(\d{1,12}|[\w-][\w.-]*(\/[\w-][\w.-]*){0,20})$/,
      choices: {
        call: (base, token, cursor) =>
          call(token, 'GET', cursor ?? at(base, '/groups', { min_access_level: '50', per_page: '100' }), null, 'Lists your groups.'),
        read: readChoices('full_path'),
      },
    },
  ],
  events: { options: flags, usual: ['push_events'], hint: 'Names of GitLab’s event switches.' },
  secret: 'made-here',
  notes: [],
  parts: () => [''],
  list: (order, cursor) =>
    call(order.token, 'GET', cursor ?? at(order.base, hooks(order), { per_page: '100' }), null, 'Looks up existing webhooks.'),
  listed: answer => ({ items: listOf(json(answer)).flatMap(readHook), next: nextLink(answer) }),
  writes: {
    create: order => call(order.token, 'POST', at(order.base, hooks(order)), wanted(order), 'Creates the webhook.'),
    created: answer => {
      const remoteId = textOf(dig(json(answer), 'id'))
      return remoteId === null ? null : { remoteId, secret: null }
    },
    update: (order, id) => call(order.token, 'PUT', hookUrl(order, id), wanted(order), 'Updates the webhook’s URL.'),
    remove: (order, id) => call(order.token, 'DELETE', hookUrl(order, id), null, 'Removes the webhook.'),
  },
  secretOf: null,
  explain,
  backfill: {
    how: 'redeliver',
    note: 'GitLab (17.4 and later) keeps deliveries for seven days and can resend failed ones, at most five a minute.',
    reachMs: 7 * 86_400_000,
    missed: (order, id, _, cursor) =>
      call(order.token, 'GET', cursor ?? at(order.base, `${hooks(order)}/${id}/events`, { per_page: '20' }), null, 'Lists deliveries.'),
    read: (answer, _, window) => {
      const all = listOf(json(answer)).flatMap(readEvent)
      const over = all.some(({ occurredAt }) => occurredAt !== null && occurredAt < window.since)
      const within = all.filter(({ occurredAt }) => occurredAt === null || occurredAt >= window.since)
      return { items: missedOf(within), next: over ? null : nextLink(answer) }
    },
    again: (order, id, event) =>
      call(order.token, 'POST', at(order.base, `${hooks(order)}/${id}/events/${event}/resend`), null, 'Asks for it to be sent again.'),
  },
}

function call(token: string, method: Call['method'], url: string, body: unknown, does: string): Call {
  const headers: [string, string][] = [
    ['Accept', 'application/json'],
    ['PRIVATE-TOKEN', token],
    ...(body === null ? [] : ([['Content-Type', 'application/json']] as [string, string][])),
  ]
  return { method, url, headers, body: body === null ? null : JSON.stringify(body), does }
}

const wanted = (order: Order) => ({
  url: order.url,
  name: 'Hookbench',
  description: order.marker,
  enable_ssl_verification: true,
  ...Object.fromEntries(flags.map(flag => [flag, order.events.includes(flag)])),
  ...(order.secret === null ? {} : { token: order.secret }),
})
const hooks = ({ kind, target }: Pick<Order, 'kind' | 'target'>) =>
  `/${kind === 'group' ? 'groups' : 'projects'}/${encodeURIComponent(target)}/hooks`
const hookUrl = (order: Order, id: string) => at(order.base, `${hooks(order)}/${encodeURIComponent(id)}`)

function readChoices(member: string) {
  return (answer: Answer) => ({
    items: listOf(json(answer)).flatMap(item => {
      const target = textOf(dig(item, member))
      return target === null ? [] : [{ target, label: target }]
    }),
    next: nextLink(answer),
  })
}

function readHook(value: unknown): Hook[] {
  const remoteId = textOf(dig(value, 'id'))
  const url = textOf(dig(value, 'url'))
  if (remoteId === null || url === null) return []
  return [{ remoteId, url, part: '', marker: textOf(dig(value, 'description')), createdAt: timeOf(dig(value, 'created_at')) }]
}

/** Events carry no time of their own: the answer's Date is the best there is, and one without an answer has none. */
function readEvent(value: unknown): Try[] {
  const id = textOf(dig(value, 'id'))
  if (id === null) return []
  const key = textOf(dig(value, 'request_headers', 'Idempotency-Key')) ?? textOf(dig(value, 'request_headers', 'X-Gitlab-Event-UUID'))
  const status = Number.parseInt(textOf(dig(value, 'response_status')) ?? '', 10)
  return [{ id, keys: key === null ? [] : [key], occurredAt: timeOf(dig(value, 'response_headers', 'Date')), status }]
}

function explain(answer: Answer, { kind, target, url }: Pick<Order, 'kind' | 'target' | 'url'>): Problem | null {
  const { status } = answer
  if (isOk(answer)) return null
  const body = json(answer)
  const said = wordsOf(dig(body, 'message')) ?? textOf(dig(body, 'error_description')) ?? textOf(dig(body, 'error'))
  const role = kind === 'group' ? 'Owner of the group' : 'Maintainer of the project'
  if (status === 401) return badToken('GitLab')
  if (status === 403) {
    return dig(body, 'error') === 'insufficient_scope'
      ? problem(
          'missing_scope',
          `This token lacks the scope api. As ${role} ${target}, create a token with that scope and paste it here.`,
          {
            scope: 'api',
          },
        )
      : problem(
          'missing_scope',
          `GitLab does not let this token manage the webhooks of ${target}. Its owner must be at least ${role}, and the token needs the scope api.`,
          { scope: 'api' },
        )
  }
  if (status === 404) {
    const paid = kind === 'group' ? ' Group webhooks need GitLab Premium.' : ''
    return problem(
      'not_found',
      `GitLab cannot find the ${kind} ${target}, or this token may not see it. It needs the scope api and the role ${role}.${paid}`,
      { scope: 'api' },
    )
  }
  if (status === 429) {
    const reset = timeOf(Number(headerValue(answer.headers, 'ratelimit-reset')))
    const now = timeOf(headerValue(answer.headers, 'date'))
    return headerValue(answer.headers, 'retry-after') === undefined && reset !== null && now !== null
      ? tooFast('GitLab', answer, Math.max(0, reset - now))
      : tooFast('GitLab', answer)
  }
  if ((status === 409 || status === 422 || status === 400) && /already|taken|exists/i.test(said ?? '')) {
    return problem(
      'exists',
      `GitLab already has a webhook for ${url} on ${target}. Remove it there, or paste its secret token into this Source.`,
    )
  }
  if (status === 422 || status === 400) return problem('refused', `GitLab refused it: ${sentence(said ?? `status ${status}`)}`)
  return status >= 500 ? unavailable('GitLab', status) : refused('GitLab', said, status)
}

/** `message` is a text, or lists of texts by field. */
function wordsOf(message: unknown): string | null {
  if (typeof message === 'string') return message
  if (typeof message !== 'object' || message === null) return null
  return Object.entries(message)
    .map(([field, texts]) => `${field} ${listOf(texts).join(', ')}`)
    .join('; ')
}
