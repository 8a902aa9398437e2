import { headerValue } from '#domain/http/headers.ts'
import type { Adapter, Hook, Order } from './adapter.ts'
import { type Answer, at, type Call, dig, json, listOf, nextLink, type Problem, problem, retryAfter, textOf, timeOf } from './call.ts'
import { missedOf, type Try } from './missed.ts'
import { badToken, isOk, refused, sentence, tooFast, unavailable } from './words.ts'

const DAY = 86_400_000
const WEBHOOKS = 'Webhooks: read and write'

/**
 * GitHub REST API, version 2022-11-28: docs.github.com/en/rest/repos/webhooks and /rest/orgs/webhooks (create, config, delete, deliveries,
 * redeliver), and the scopes that those pages name. GitHub Enterprise Server has the same under `/api/v3`.
 */
export const github: Adapter = {
  id: 'github',
  name: 'GitHub',
  serves: ['github'],
  docs: 'https://docs.github.com/en/rest/repos/webhooks?apiVersion=2022-11-28',
  base: {
    usual: 'https://api.github.com',
    own: {
      label: 'GitHub Enterprise Server',
      hint: 'Only for your own server; its API is at /api/v3.',
      placeholder: 'https://github.example.com',
      path: '/api/v3',
    },
  },
  token: {
    label: 'Personal access token',
    hint: 'Classic: scope admin:repo_hook (repository) or admin:org_hook (organisation). Fine-grained: Webhooks, read and write.',
    url: 'https://github.com/settings/tokens',
    scopes: 'admin:repo_hook or admin:org_hook',
  },
  targets: [
    {
      kind: 'repository',
      label: 'Repository',
      hint: 'Owner and name.',
      placeholder: 'octocat/hello-world',
      pattern: /^(?!\.)[\w.-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/,
      choices: {
        call: (base, token, cursor) =>
          call(token, 'GET', cursor ?? at(base, '/user/repos', { per_page: '100', sort: 'pushed' }), null, 'Lists your repositories.'),
        read: answer => ({
          items: listOf(json(answer)).flatMap(repo => {
            const target = textOf(dig(repo, 'full_name'))
            return target !== null && dig(repo, 'permissions', 'admin') === true ? [{ target, label: target }] : []
          }),
          next: nextLink(answer),
        }),
      },
    },
    {
      kind: 'organisation',
      label: 'Organisation',
      hint: 'Its name; the webhook covers all of its repositories.',
      placeholder: 'octo-org',
      pattern: /^[\w-]{1,100}$/,
      choices: {
        call: (base, token, cursor) =>
          call(token, 'GET', cursor ?? at(base, '/user/orgs', { per_page: '100' }), null, 'Lists your organisations.'),
        read: answer => ({
          items: listOf(json(answer)).flatMap(org => {
            const target = textOf(dig(org, 'login'))
            return target === null ? [] : [{ target, label: target }]
          }),
          next: nextLink(answer),
        }),
      },
    },
  ],
  events: {
    options: [
      '*',
      'push',
      'pull_request',
      'pull_request_review',
      'issues',
      'issue_comment',
      'release',
      'create',
      'delete',
      'workflow_run',
      'check_run',
      'deployment',
      'star',
      'fork',
    ],
    usual: ['push'],
    hint: 'Names of GitHub events; * means all of them.',
  },
  secret: 'made-here',
  notes: [],
  parts: () => [''],
  list: (order, cursor) =>
    call(order.token, 'GET', cursor ?? at(order.base, hooks(order), { per_page: '100' }), null, 'Looks up existing webhooks.'),
  listed: answer => ({ items: listOf(json(answer)).flatMap(readHook), next: nextLink(answer) }),
  writes: {
    create: order =>
      call(
        order.token,
        'POST',
        at(order.base, hooks(order)),
        { name: 'web', active: true, events: order.events, config: config(order) },
        'Creates the webhook.',
      ),
    created: answer => {
      const remoteId = textOf(dig(json(answer), 'id'))
      return remoteId === null ? null : { remoteId, secret: null }
    },
    // `/config` changes what is named and keeps the rest; the hook's own PATCH would drop a secret that is not sent along.
    update: (order, id) => call(order.token, 'PATCH', hookUrl(order, id, '/config'), config(order), 'Updates the webhook’s URL.'),
    remove: (order, id) => call(order.token, 'DELETE', hookUrl(order, id), null, 'Removes the webhook.'),
  },
  secretOf: null,
  explain,
  backfill: {
    how: 'redeliver',
    note: 'GitHub keeps deliveries for three days and can resend failed ones, with the same bytes and signature.',
    reachMs: 3 * DAY,
    missed: (order, id, _, cursor) =>
      call(
        order.token,
        'GET',
        cursor ?? at(order.base, `${hooks(order)}/${id}/deliveries`, { per_page: '100' }),
        null,
        'Lists deliveries.',
      ),
    read: (answer, _, window) => {
      const all = listOf(json(answer)).flatMap(readDelivery)
      const within = all.filter(({ occurredAt }) => occurredAt >= window.since && occurredAt <= window.until)
      // Newest first: once one is older than the window, so is all that follows.
      const over = all.some(({ occurredAt }) => occurredAt < window.since)
      return { items: missedOf(within), next: over ? null : nextLink(answer) }
    },
    again: (order, id, delivery) =>
      call(
        order.token,
        'POST',
        at(order.base, `${hooks(order)}/${id}/deliveries/${delivery}/attempts`),
        null,
        'Asks for it to be sent again.',
      ),
  },
}

function call(token: string, method: Call['method'], url: string, body: unknown, does: string): Call {
  const headers: [string, string][] = [
    ['Accept', 'application/vnd.github+json'],
    ['Authorization', `Bearer ${token}`],
    ['X-GitHub-Api-Version', '2022-11-28'],
    ...(body === null ? [] : ([['Content-Type', 'application/json']] as [string, string][])),
  ]
  return { method, url, headers, body: body === null ? null : JSON.stringify(body), does }
}

const config = (order: Order) => ({
  url: order.url,
  content_type: 'json',
  insecure_ssl: '0',
  ...(order.secret === null ? {} : { secret: order.secret }),
})
const hooks = ({ kind, target }: Pick<Order, 'kind' | 'target'>) =>
  kind === 'organisation' ? `/orgs/${target}/hooks` : `/repos/${target}/hooks`
const hookUrl = (order: Order, id: string, more = '') => at(order.base, `${hooks(order)}/${encodeURIComponent(id)}${more}`)

function readHook(value: unknown): Hook[] {
  const remoteId = textOf(dig(value, 'id'))
  const url = textOf(dig(value, 'config', 'url'))
  if (remoteId === null || url === null) return []
  return [{ remoteId, url, part: '', marker: null, createdAt: timeOf(dig(value, 'created_at')) }]
}

/** A delivery and its redeliveries share their guid. */
function readDelivery(value: unknown): (Try & { readonly occurredAt: number })[] {
  const id = textOf(dig(value, 'id'))
  const guid = textOf(dig(value, 'guid'))
  const occurredAt = timeOf(dig(value, 'delivered_at'))
  if (id === null || guid === null || occurredAt === null) return []
  return [{ id, keys: [guid], occurredAt, status: Number(dig(value, 'status_code') ?? 0) }]
}

function explain(answer: Answer, { kind, target, url }: Pick<Order, 'kind' | 'target' | 'url'>): Problem | null {
  const { status } = answer
  if (isOk(answer)) return null
  const body = json(answer)
  const said = textOf(dig(body, 'message'))
  const org = kind === 'organisation'
  const scope = org ? 'admin:org_hook' : 'admin:repo_hook'
  const needs = `It needs the scope ${scope} (classic token), or “${WEBHOOKS}” (fine-grained token).`
  if (status === 401) return badToken('GitHub')
  // Both rate limits come as 403 or 429; the primary one tells by its headers when it ends.
  const reset =
    headerValue(answer.headers, 'x-ratelimit-remaining') === '0' ? timeOf(Number(headerValue(answer.headers, 'x-ratelimit-reset'))) : null
  if (status === 429 || reset !== null || (status === 403 && /rate limit/i.test(said ?? ''))) {
    const now = timeOf(headerValue(answer.headers, 'date'))
    return tooFast('GitHub', answer, retryAfter(answer) ?? (reset !== null && now !== null ? Math.max(0, reset - now) : null))
  }
  if (status === 403)
    return problem('missing_scope', `GitHub does not let this token manage the webhooks of ${target}. ${needs}`, { scope })
  if (status === 404) {
    const rule = org ? 'You must be an owner of the organisation.' : 'You must be an admin of the repository.'
    return problem(
      'not_found',
      `GitHub cannot find the ${org ? 'organisation' : 'repository'} ${target}, or this token may not manage its webhooks. ${needs} ${rule}`,
      { scope },
    )
  }
  if (status === 422) {
    const details = listOf(dig(body, 'errors')).flatMap(error => textOf(dig(error, 'message')) ?? [])
    if (details.some(text => /already exists/i.test(text))) {
      return problem(
        'exists',
        `GitHub already has a webhook for ${url} on ${target}. Remove it there, or paste its secret into this Source.`,
      )
    }
    return problem('refused', `GitHub refused it: ${sentence([said ?? 'Validation failed', ...details].join(': '))}`)
  }
  return status >= 500 ? unavailable('GitHub', status) : refused('GitHub', said, status)
}
