import { describe, expect, test } from 'vitest'
import { providerById, providers } from '#providers/index.ts'
import type { Adapter, Order } from '#registration/adapter.ts'
import { type Answer, nextLink, retryAfter } from '#registration/call.ts'
import { planned, plannedRemoval } from '#registration/engine.ts'
import { adapterById, adapterFor, adapters } from '#registration/index.ts'
import { shown } from '#registration/shown.ts'

const of = (id: string) => adapterById(id) as Adapter
const targets: Record<string, [kind: string, target: string]> = {
  github: ['repository', 'octocat/hello-world'],
  gitlab: ['project', 'flightjs/flight'],
  stripe: ['account', ''],
  shopify: ['shop', 'example.myshopify.com'],
  linear: ['team', '9cfb482a-81e3-4154-b5b9-2c805e70a02d'],
  telegram: ['bot', ''],
  svix: ['endpoint', 'app_1/ep_1'],
}
function orderFor(adapter: Adapter, more: Partial<Order> = {}): Order {
  const [kind = '', target = ''] = targets[adapter.id] ?? []
  const base = adapter.base.usual.replace('{target}', target)
  const events = adapter.events.usual
  return {
    base,
    kind,
    target,
    token: 'the-token',
    url: 'https://hooks.example.com/a',
    events,
    secret: 'the-secret',
    marker: 'hookbench-0123',
    ...more,
  }
}
const answer = (body: unknown, headers: string[] = [], status = 200): Answer => ({
  kind: 'answer',
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

test('each serves providers that there are, and is found by them', () => {
  for (const adapter of adapters) {
    expect(adapter.serves.length).toBeGreaterThan(0)
    for (const provider of adapter.serves) {
      expect(providerById(provider), provider).not.toBeNull()
      expect(adapterFor(provider)).toBe(adapter)
    }
    const { kind, target } = orderFor(adapter)
    expect(adapter.targets.find(candidate => candidate.kind === kind)?.pattern.test(target)).toBe(true)
  }
  expect(of('svix').serves).toContain('standard-webhooks')
  expect(adapterFor('slack')).toBeNull()
  expect(adapterFor(null)).toBeNull()
})

test('targets cannot lead a call elsewhere', () => {
  for (const adapter of adapters) {
    for (const wrong of ['../x', 'a/../b', 'a b/c', 'a/b?x=1', 'a/b#c', 'evil.example.com/', 'a\nb/c', '%2e%2e/a']) {
      for (const kind of adapter.targets) expect(kind.pattern.test(wrong), `${adapter.id} ${kind.kind} ${wrong}`).toBe(false)
    }
  }
})

test('a shop is a name under myshopify.com and nothing more', () => {
  const [shop] = of('shopify').targets
  for (const wrong of [
    'evil.test',
    'x.myshopify.com.evil.test',
    'myshopify.com',
    '-x.myshopify.com',
    'x.y.myshopify.com',
    'x.myshopify.com:8080',
  ])
    expect(shop?.pattern.test(wrong), wrong).toBe(false)
})

describe.each(adapters.map(adapter => [adapter.id, adapter] as const))('%s', (_, adapter) => {
  const order = orderFor(adapter)
  const { reads, writes } = planned(adapter, order, { parts: [], doing: null })
  const removal = plannedRemoval(adapter, order, {
    parts: [{ name: adapter.parts(order)[0] ?? '', remoteId: '7', url: order.url }],
    doing: null,
  })

  test('calls its own root alone, by headers that are one line, with a sentence for each', () => {
    for (const call of [...reads, ...writes, ...removal]) {
      expect(call.url.startsWith(order.base)).toBe(true)
      expect(call.does).toMatch(/^[A-Z].*\.$/)
      expect(call.headers.some(([name]) => name === 'Accept')).toBe(true)
      for (const [name, value] of call.headers) expect(`${name}: ${value}`).toMatch(/^[\w-]+: [\x20-\x7e]+$/)
      expect(call.body === null).toBe(!call.headers.some(([name]) => name === 'Content-Type'))
    }
  })

  test('shows nothing that is secret', () => {
    const text = JSON.stringify(
      [...reads, ...writes, ...removal].map(call =>
        shown(call, [
          { value: order.token, as: '•' },
          { value: order.secret ?? '', as: '(new)' },
        ]),
      ),
    )
    expect(text).not.toContain(order.token)
    expect(text).not.toContain(order.secret)
    expect(text).toContain('•')
  })

  test('says what is wrong with any status, and never throws on what is no answer of its API', () => {
    for (const status of [400, 401, 402, 403, 404, 409, 418, 422, 423, 429, 500, 502, 503]) {
      for (const body of ['', '<html>', 'null', '[]', '{}', '{"errors":[{}]}', '{"message":{"url":["is blocked"]}}', '{"ok":false}']) {
        const told = adapter.explain(answer(body, [], status), order)
        expect(told?.message, `${status} ${body}`).toMatch(/^\S.*[.!?]$/)
        if (status === 403) expect(told?.scope).not.toBeNull()
      }
    }
    for (const body of [
      '',
      '<html>',
      'null',
      '{"data":null}',
      '[{}]',
      '[null]',
      '{"data":[null]}',
      '{"data":{"webhooks":{"nodes":[null]}}}',
    ]) {
      expect(adapter.listed(answer(body), order).next).toBeNull()
      expect(adapter.listed(answer(body), order).items).toEqual([])
      if (adapter.writes) expect(adapter.writes.created(answer(body))).toBeNull()
    }
  })

  test('its texts are sentences', () => {
    for (const text of [
      adapter.token.hint,
      adapter.events.hint,
      adapter.backfill.note,
      ...adapter.notes,
      ...adapter.targets.map(({ hint }) => hint),
    ]) {
      expect(text).toMatch(/^[A-Z].*[.)]$/)
    }
    for (const url of [adapter.docs, adapter.token.url]) expect(new URL(url).protocol).toBe('https:')
  })
})

describe('the calls, as the providers document them', () => {
  const first = (id: string, more: Partial<Order> = {}) => planned(of(id), orderFor(of(id), more), { parts: [], doing: null }).writes[0]

  test('github', () => {
    expect(first('github')).toMatchObject({
      method: 'POST',
      url: 'https://api.github.com/repos/octocat/hello-world/hooks',
      headers: [
        ['Accept', 'application/vnd.github+json'],
        ['Authorization', 'Bearer the-token'],
        ['X-GitHub-Api-Version', '2022-11-28'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"name":"web","active":true,"events":["push"],"config":{"url":"https://hooks.example.com/a","content_type":"json","insecure_ssl":"0","secret":"the-secret"}}',
    })
    expect(first('github', { kind: 'organisation', target: 'octo-org' })?.url).toBe('https://api.github.com/orgs/octo-org/hooks')
  })
  test('gitlab', () => {
    const call = first('gitlab')
    expect(call).toMatchObject({ method: 'POST', url: 'https://gitlab.com/api/v4/projects/flightjs%2Fflight/hooks' })
    expect(call?.headers).toContainEqual(['PRIVATE-TOKEN', 'the-token'])
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      push_events: true,
      issues_events: false,
      token: 'the-secret',
      description: 'hookbench-0123',
    })
  })
  test('stripe', () => {
    expect(first('stripe')?.body).toBe(
      'url=https%3A%2F%2Fhooks.example.com%2Fa&enabled_events%5B%5D=*&description=Hookbench&metadata%5Bhookbench%5D=hookbench-0123',
    )
  })
  test('shopify', () => {
    const body = JSON.parse(first('shopify')?.body ?? '') as { variables: unknown }
    expect(body.variables).toEqual({
      topic: 'ORDERS_CREATE',
      webhookSubscription: { uri: 'https://hooks.example.com/a', format: 'JSON', name: 'hookbench-0123-ORDERS_CREATE' },
    })
  })
  test('linear: a key as it is, an OAuth token as Bearer', () => {
    const auth = (token: string) => first('linear', { token })?.headers.find(([name]) => name === 'Authorization')?.[1]
    expect([auth('lin_api_abc'), auth('lin_oauth_abc')]).toEqual(['lin_api_abc', 'Bearer lin_oauth_abc'])
  })
  test('telegram', () => {
    expect(first('telegram', { token: '1:a_b-c' })).toMatchObject({
      url: 'https://api.telegram.org/bot1:a_b-c/setWebhook',
      body: '{"url":"https://hooks.example.com/a","allowed_updates":["message","edited_message","callback_query"],"secret_token":"the-secret"}',
    })
  })
})

test('pages and waits are read off headers', () => {
  const link = '<https://api.github.com/x?page=1>; rel="prev", <https://api.github.com/x?page=3>; rel="next"'
  expect(nextLink(answer('', ['Link', link]))).toBe('https://api.github.com/x?page=3')
  expect(nextLink(answer('', ['Link', '<https://a/>; rel="last"']))).toBeNull()
  expect(nextLink(answer(''))).toBeNull()
  expect(retryAfter(answer('', ['Retry-After', '17']))).toBe(17_000)
  expect(retryAfter(answer('', ['Retry-After', 'Fri, 01 Jan 2027 00:00:30 GMT', 'Date', 'Fri, 01 Jan 2027 00:00:00 GMT']))).toBe(30_000)
  expect(retryAfter(answer('', ['Retry-After', 'soon']))).toBeNull()
})

test('what GitHub redelivered in the end was not missed, and what we refused neither', () => {
  const { backfill } = of('github')
  if (backfill.how !== 'redeliver') throw new Error('it does')
  const at = '2026-11-23T12:00:00Z'
  const row = (id: number, guid: string, status_code: number, delivered_at = at) => ({ id, guid, status_code, delivered_at })
  const rows = [
    row(9, 'a', 200),
    row(8, 'a', 0),
    row(7, 'b', 504),
    row(6, 'b', 502),
    row(5, 'c', 400),
    row(4, 'd', 404),
    row(3, 'e', 500, '2026-11-20T12:00:00Z'),
  ]
  const page = backfill.read(answer(rows, ['Link', '<https://api.github.com/x?cursor=2>; rel="next"']), orderFor(of('github')), {
    since: Date.parse(at) - 1000,
    until: Date.parse(at) + 1000,
  })
  expect(page.items.map(({ id }) => id)).toEqual(['7', '4'])
  // One is older than the window: what follows is older still.
  expect(page.next).toBeNull()
})

test('GitLab asks once for a webhook however often it was tried, and not at all when one try arrived', () => {
  const { backfill } = of('gitlab')
  if (backfill.how !== 'redeliver') throw new Error('it does')
  const row = (id: number, key: string, response_status: string) => ({ id, response_status, request_headers: { 'Idempotency-Key': key } })
  const keyless = { id: 1, response_status: 'internal error', request_headers: {} }
  const rows = [
    row(9, 'a', '200'),
    row(8, 'a', '502'),
    row(7, 'b', 'internal error'),
    row(6, 'b', '404'),
    row(5, 'c', '401'),
    keyless,
    keyless,
  ]
  const page = backfill.read(answer(rows), orderFor(of('gitlab')), { since: 0, until: 1 })
  expect(page.items.map(({ id }) => id)).toEqual(['7', '1', '1'])
})

test('every provider says where to paste the URL and where its secret is; links to dashboards are https', () => {
  for (const { id, setup } of providers) {
    expect(setup.paste.length, id).toBeGreaterThan(20)
    expect(`${setup.paste} ${setup.secret}`, id).toMatch(/URL|url|[Ww]ebhook/)
    for (const link of [setup.url, setup.page]) if (link) expect(new URL(link).protocol, id).toBe('https:')
    expect(setup.url ?? setup.page, id).toBeTruthy()
  }
})
