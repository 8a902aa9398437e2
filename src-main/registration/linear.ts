import { headerValue } from '#domain/http/headers.ts'
import type { Adapter, Hook, Order } from './adapter.ts'
import { type Answer, type Call, dig, json, listOf, type Problem, problem, retryAfter, textOf, timeOf } from './call.ts'
import { dataOf, graphql, graphqlErrors } from './graphql.ts'
import { badToken, isOk, refused, tooFast, unavailable } from './words.ts'

const documents = {
  teams: 'query ($after: String) { teams(first: 100, after: $after) { nodes { id key name } pageInfo { hasNextPage endCursor } } }',
  list: 'query ($after: String) { webhooks(first: 100, after: $after) { nodes { id url label createdAt } pageInfo { hasNextPage endCursor } } }',
  create: 'mutation ($input: WebhookCreateInput!) { webhookCreate(input: $input) { success webhook { id secret } } }',
  update: 'mutation ($id: String!, $input: WebhookUpdateInput!) { webhookUpdate(id: $id, input: $input) { success } }',
  remove: 'mutation ($id: String!) { webhookDelete(id: $id) { success } }',
  secret: 'query ($id: String!) { webhook(id: $id) { id secret } }',
}

/**
 * Linear's GraphQL API: linear.app/developers/webhooks and the public schema (WebhookCreateInput: url, resourceTypes, teamId or
 * allPublicTeams, label). A personal key goes into Authorization as it is, an OAuth token as Bearer. Only admins may manage webhooks.
 */
export const linear: Adapter = {
  id: 'linear',
  name: 'Linear',
  serves: ['linear'],
  docs: 'https://linear.app/developers/webhooks',
  base: { usual: 'https://api.linear.app', own: null },
  token: {
    label: 'API key',
    hint: 'A workspace admin’s personal key (lin_api_…), or an OAuth token with the scope admin.',
    url: 'https://linear.app/settings/account/security',
    scopes: 'admin',
  },
  targets: [
    {
      kind: 'workspace',
      label: 'All public teams',
      hint: 'Everything in the workspace that is public.',
      placeholder: '',
      pattern: /^$/,
    },
    {
      kind: 'team',
      label: 'Team',
      hint: 'The team’s id.',
      placeholder: '9cfb482a-81e3-4154-b5b9-2c805e70a02d',
      pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      choices: {
        call: (base, token, cursor) => call({ base, token }, documents.teams, { after: cursor }, 'Lists the teams.'),
        read: answer =>
          page(answer, 'teams', team => {
            const target = textOf(dig(team, 'id'))
            return target === null ? [] : [{ target, label: `${textOf(dig(team, 'name'))} (${textOf(dig(team, 'key'))})` }]
          }),
      },
    },
  ],
  events: {
    options: [
      'Issue',
      'Comment',
      'IssueLabel',
      'Project',
      'ProjectUpdate',
      'Cycle',
      'Reaction',
      'Document',
      'Initiative',
      'Customer',
      'User',
      'IssueSLA',
    ],
    usual: ['Issue', 'Comment'],
    hint: 'Kinds of objects whose changes Linear reports.',
  },
  secret: 'comes-back',
  notes: [],
  parts: () => [''],
  list: (order, cursor) => call(order, documents.list, { after: cursor }, 'Looks up existing webhooks.'),
  listed: answer => page(answer, 'webhooks', readHook),
  writes: {
    create: order => {
      const where = order.kind === 'team' ? { teamId: order.target } : { allPublicTeams: true }
      const input = { url: order.url, resourceTypes: order.events, label: `Hookbench ${order.marker}`, ...where }
      return call(order, documents.create, { input }, 'Creates the webhook.')
    },
    created: answer => {
      const webhook = dig(dataOf(answer), 'webhookCreate', 'webhook')
      const remoteId = textOf(dig(webhook, 'id'))
      return remoteId === null ? null : { remoteId, secret: textOf(dig(webhook, 'secret')) }
    },
    update: (order, id) => call(order, documents.update, { id, input: { url: order.url } }, 'Updates the webhook’s URL.'),
    remove: (order, id) => call(order, documents.remove, { id }, 'Removes the webhook.'),
  },
  secretOf: {
    call: (order, id) => call(order, documents.secret, { id }, 'Asks for the webhook’s signing secret.'),
    read: answer => textOf(dig(dataOf(answer), 'webhook', 'secret')),
  },
  explain,
  backfill: {
    how: 'none',
    note: 'Linear’s API can neither list nor resend failed webhooks. Linear retries each one automatically after a minute, an hour and six hours.',
  },
}

const call = ({ base, token }: Pick<Order, 'base' | 'token'>, query: string, variables: unknown, does: string): Call =>
  graphql(`${base}/graphql`, ['Authorization', token.startsWith('lin_api_') ? token : `Bearer ${token}`], query, variables, does)

function page<T>(answer: Answer, name: string, read: (node: unknown) => T[]): { items: T[]; next: string | null } {
  const list = dig(dataOf(answer), name)
  const more = dig(list, 'pageInfo', 'hasNextPage') === true
  return { items: listOf(dig(list, 'nodes')).flatMap(read), next: more ? textOf(dig(list, 'pageInfo', 'endCursor')) : null }
}

function readHook(value: unknown): Hook[] {
  const remoteId = textOf(dig(value, 'id'))
  const url = textOf(dig(value, 'url'))
  if (remoteId === null || url === null) return []
  return [{ remoteId, url, part: '', marker: textOf(dig(value, 'label')), createdAt: timeOf(dig(value, 'createdAt')) }]
}

/** Linear answers most refusals with 200 or 400 and tells by `extensions.code` what it was. */
function explain(answer: Answer, { url }: Pick<Order, 'url'>): Problem | null {
  const { status } = answer
  const [error] = graphqlErrors(answer)
  const said = textOf(dig(error?.extensions, 'userPresentableMessage')) ?? error?.message ?? null
  if (status === 401 || error?.code === 'AUTHENTICATION_ERROR') return badToken('Linear', 'key')
  if (status === 403 || error?.code === 'FORBIDDEN') {
    return problem(
      'missing_scope',
      'Linear lets only admins manage webhooks. Use a workspace admin’s key, or an OAuth token with the scope admin.',
      { scope: 'admin' },
    )
  }
  if (status === 429 || error?.code === 'RATELIMITED') {
    const reset = Number(headerValue(answer.headers, 'x-ratelimit-requests-reset') ?? Number.NaN)
    const now = timeOf(headerValue(answer.headers, 'date'))
    const wait = retryAfter(answer) ?? (Number.isNaN(reset) || now === null ? null : Math.max(0, reset - now))
    return tooFast('Linear', answer, wait)
  }
  if (status === 404 || /entity not found/i.test(error?.message ?? '')) {
    return problem('not_found', 'Linear cannot find this team or webhook, or this key may not see it. Check the team’s id and the key.')
  }
  if (/already exists|not unique/i.test(`${error?.message} ${said}`)) {
    return problem(
      'exists',
      `Linear already has a webhook for ${url}. Remove it in Settings, API, or paste its signing secret into this Source.`,
    )
  }
  if (error) return refused('Linear', said, status)
  if (!isOk(answer)) return status >= 500 ? unavailable('Linear', status) : refused('Linear', said, status)
  const failed = Object.values((dig(json(answer), 'data') ?? {}) as object).some(part => dig(part, 'success') === false)
  return failed ? refused('Linear', null, status) : null
}
