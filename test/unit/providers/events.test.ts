import { describe, expect, test } from 'vitest'
import { eventOf } from '#domain/events.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import { body, header } from '#domain/place.ts'
import type { Provider, ValueRule } from '#domain/provider.ts'
import { provider, viewOf } from '../signature/support.ts'

const json: HeaderPair = ['Content-Type', 'application/json; charset=utf-8']
const form: HeaderPair = ['Content-Type', 'application/x-www-form-urlencoded']
const event = (id: string, headers: HeaderPair[], text = '') => eventOf(provider(id), viewOf({ headers, body: text }))

test.each<[string, HeaderPair[], string, string[], string | null]>([
  ['github', [['X-GitHub-Delivery', 'd-1'], ['X-GitHub-Event', 'push'], json], '{}', ['d-1'], 'push'],
  ['github', [['X-GitHub-Delivery', 'd-1'], ['X-GitHub-Event', 'issues'], json], '{"action":"opened"}', ['d-1'], 'issues.opened'],
  [
    'github',
    [['X-GitHub-Delivery', 'd-1'], ['X-GitHub-Event', 'issues'], form],
    `payload=${encodeURIComponent('{"action":"closed"}')}`,
    ['d-1'],
    'issues.closed',
  ],
  ['github', [['X-GitHub-Event', 'ping']], 'no json', [], 'ping'],
  ['stripe', [json], '{"id":"evt_1","type":"charge.failed"}', ['evt_1'], 'charge.failed'],
  ['stripe', [json], '[1]', [], null],
  ['slack', [json], '{"type":"event_callback","event_id":"Ev1","event":{"type":"message"}}', ['Ev1'], 'message'],
  ['slack', [form], `payload=${encodeURIComponent('{"type":"block_actions"}')}`, [], 'block_actions'],
  ['slack', [form], 'command=%2Fdeploy&text=now', [], '/deploy'],
  ['slack', [form], 'payload=notjson&command=%2Fx', [], '/x'],
  [
    'shopify',
    [
      ['X-Shopify-Event-Id', 'e'],
      ['X-Shopify-Webhook-Id', 'w'],
      ['X-Shopify-Topic', 'orders/create'],
    ],
    '',
    ['e'],
    'orders/create',
  ],
  ['shopify', [['X-Shopify-Webhook-Id', 'w']], '', ['w'], null],
  [
    'shopify',
    [
      ['shopify-event-id', 'n'],
      ['shopify-topic', 'app/x'],
    ],
    '',
    ['n'],
    'app/x',
  ],
  ['standard-webhooks', [['webhook-id', 'msg_1'], json], '{"type":"user.created"}', ['msg_1'], 'user.created'],
  ['standard-webhooks', [['svix-id', 'msg_2'], json], '{"event_type":"x"}', ['msg_2'], 'x'],
])('%s %j %s', (id, headers, text, keys, type) => {
  expect(event(id, headers, text)).toEqual({ keys, type })
})

test('no provider, no event', () => {
  expect(eventOf(null, viewOf({ headers: [['X-GitHub-Delivery', 'x']] }))).toEqual({ keys: [], type: null })
})

test('a long key is kept by its hash, a long type is cut', () => {
  const long = 'k'.repeat(5000)
  const [key] = event('stripe', [json], JSON.stringify({ id: long })).keys
  const [other] = event('stripe', [json], JSON.stringify({ id: `${long}x` })).keys
  expect(key).toMatch(/^k{40}~sha256:[0-9a-f]{64}$/)
  expect(other).not.toBe(key)
  expect(event('stripe', [json], JSON.stringify({ type: long })).type).toHaveLength(200)
  expect(event('stripe', [json], JSON.stringify({ id: 'k'.repeat(200) })).keys).toEqual(['k'.repeat(200)])
})

describe('rules', () => {
  const keysBy = (rules: ValueRule[], text: string, headers: HeaderPair[] = []) => {
    const definition: Provider = { ...provider('stripe'), eventKeys: rules }
    return eventOf(definition, viewOf({ headers: [json, ...headers], body: text })).keys
  }
  test('a batch yields a key for each, without repetition', () => {
    expect(keysBy([{ parts: [body('events[].id')] }], '{"events":[{"id":"a"},{"id":"b"},{"id":"a"},{"no":1}]}')).toEqual(['a', 'b'])
    expect(keysBy([{ parts: [body('[].id')] }], '[{"id":1},{"id":2}]')).toEqual(['1', '2'])
  })
  test('composed keys, also for each item', () => {
    const rule: ValueRule = { each: 'items[]', parts: [body('ref'), body('code'), header('x-shop')], join: ':' }
    expect(keysBy([rule], '{"items":[{"ref":"r","code":"c"},{"ref":"s"},{"ref":"t","code":7}]}', [['X-Shop', 'me']])).toEqual([
      'r:c:me',
      't:7:me',
    ])
    expect(keysBy([{ parts: [body('a'), { ...body('b'), optional: true }, body('c')], join: '/' }], '{"a":1,"c":3}')).toEqual(['1/3'])
    expect(keysBy([{ parts: [body('a'), body('b')] }, { parts: [body('c')] }], '{"a":1,"c":3}')).toEqual(['3'])
  })
  test('a number that JSON has rounded is no key: two events would share it', () => {
    expect(keysBy([{ parts: [body('id')] }], '{"id":9007199254740993}')).toEqual([])
    expect(keysBy([{ parts: [body('id')] }], '{"id":9007199254740991}')).toEqual(['9007199254740991'])
  })
  test.each(['{"id":null}', '{"id":{}}', '{"id":""}', '{"id":true}', '{"id":[1]}', 'null', '"id"', '{', ''])('%s has no key', text => {
    expect(keysBy([{ parts: [body('id')] }], text)).toEqual([])
  })
  test('a form field is a field, whatever its name', () => {
    const view = viewOf({ headers: [form], body: '__proto__=a&id=b&id=c' })
    const definition: Provider = { ...provider('stripe'), eventKeys: [{ parts: [body('__proto__')] }] }
    expect(eventOf(definition, view).keys).toEqual(['a'])
    expect(eventOf(provider('stripe'), view).keys).toEqual(['b'])
  })
})
