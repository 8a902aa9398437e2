import { describe, expect, test } from 'vitest'
import type { ProviderInfo } from '#contract/app.ts'
import type { RequestRow } from '#contract/requests.ts'
import { type Source, sourceMethods } from '#contract/sources.ts'
import { foundBy, isMeant } from '../../../../src-renderer/features/providers/match.ts'
import { replyDraft } from '../../../../src-renderer/features/sources/reply-draft.ts'
import {
  type SourceDraft,
  slugOf,
  sourceDraft,
  sourceErrors,
  sourceInput,
  withProvider,
} from '../../../../src-renderer/features/sources/source-draft.ts'

const providers = [
  {
    id: 'stripe',
    name: 'Stripe',
    evidence: 'sdk',
    schemes: [{ id: 'v1', name: 'v1', secretRole: 'signing', secretHint: '' }],
    setup: { url: null, paste: '', secret: '' },
    timeoutMs: null,
    retries: '',
  },
  {
    id: 'meta',
    name: 'Meta',
    evidence: 'docs',
    schemes: [{ id: 'sha256', name: 'sha256', secretRole: 'signing', secretHint: '' }],
    extraRoles: [{ role: 'verify-token', hint: '' }],
    setup: { url: null, paste: '', secret: '' },
    timeoutMs: null,
    retries: '',
  },
] satisfies ProviderInfo[]
const valid = (input: unknown) => sourceMethods['sources.save'].input.safeParse(input)

describe('draft of a Source', () => {
  test.each([
    ['Stripe test mode', 'stripe-test-mode'],
    ['  Über  GitHub! ', 'uber-github'],
    ['***', ''],
  ])('the path of "%s"', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  test('a new one asks for name and path, and is valid with them', () => {
    const empty = sourceDraft(undefined, undefined, providers)
    expect(Object.keys(sourceErrors(empty)).sort()).toEqual(['name', 'slug'])
    const draft = { ...empty, name: 'Shop', slug: 'shop' }
    expect(sourceErrors(draft)).toEqual({})
    expect(valid(sourceInput(draft, undefined, providers)).success).toBe(true)
  })

  test('made of a captured Request it takes its provider and first path segment', () => {
    const draft = sourceDraft(undefined, { provider: 'stripe', path: '/payments/in' } as RequestRow, providers)
    expect(draft).toMatchObject({ name: 'Stripe', slug: 'payments', provider: 'stripe' })
  })

  test('secrets: stored ones are kept by id, typed ones are trimmed and new, removed ones are gone', () => {
    const base = sourceDraft(undefined, undefined, providers)
    const kept = [{ id: 'sec_1', role: 'signing', label: null, masked: '••••••••abcd', validUntil: null }] as const
    const draft = { ...base, name: 'a', slug: 'a', secrets: { kept, typed: [' whsec_x\n', ''] } }
    const input = sourceInput(draft, undefined, providers)
    expect(input.secrets).toEqual([{ id: 'sec_1' }, { role: 'signing', value: 'whsec_x' }])
    expect(valid(input).success).toBe(true)
  })

  test.each<[string, Partial<SourceDraft['reply']>, string | null, unknown]>([
    ['strict', { mode: 'strict' }, null, { mode: 'strict' }],
    ['a status that is none', { mode: 'custom', status: '99', delay: '-1' }, 'status', null],
    ['a header that is none', { mode: 'custom', headers: 'nonsense' }, 'headers', null],
    [
      'a custom reply',
      { mode: 'custom', status: '202', delay: '10', headers: 'X-A: 1\n\n x-b : {{uuid}} ', body: 'ok' },
      null,
      {
        mode: 'custom',
        status: 202,
        delayMs: 10,
        headers: [
          ['X-A', '1'],
          ['x-b', '{{uuid}}'],
        ],
        body: 'ok',
      },
    ],
    [
      'a fault for the first two',
      { mode: 'fault', fault: 'fail', firstN: '2', faultDelay: '9' },
      null,
      { mode: 'fault', fault: 'fail', firstN: 2 },
    ],
    ['a slow one', { mode: 'fault', fault: 'timeout', faultDelay: '30' }, null, { mode: 'fault', fault: 'timeout', delayMs: 30_000 }],
    ['a fault for nobody', { mode: 'fault', firstN: '0' }, 'firstN', null],
    ['a fault that takes too long', { mode: 'fault', fault: 'drip', faultDelay: '900' }, 'faultDelay', null],
    ['passing through to nobody', { mode: 'pass-through', passTo: '' }, 'passTo', null],
    ['passing through', { mode: 'pass-through', passTo: 'ep_1' }, null, { mode: 'pass-through', endpointId: 'ep_1' }],
  ])('reply: %s', (_, patch, wrong, reply) => {
    const base = sourceDraft(undefined, undefined, providers)
    const draft = { ...base, name: 'a', slug: 'a', reply: { ...base.reply, ...patch } }
    expect(Object.keys(sourceErrors(draft))[0] ?? null).toBe(wrong)
    if (wrong !== null) return
    const input = sourceInput(draft, undefined, providers)
    expect(input.reply).toEqual(reply)
    expect(valid(input).success).toBe(true)
    expect(replyDraft(input.reply as Source['reply'])).toMatchObject({ mode: draft.reply.mode })
  })

  test('a key of one’s own says which, and is sent as the place it is', () => {
    const base = sourceDraft(undefined, undefined, providers)
    const draft = { ...base, name: 'a', slug: 'a', duplicates: { ...base.duplicates, key: 'path' as const } }
    expect(sourceErrors(draft)).toHaveProperty('key')
    const input = sourceInput({ ...draft, duplicates: { ...draft.duplicates, keyValue: ' data.id ' } }, undefined, providers)
    expect(input.duplicateKey).toEqual({ path: 'data.id' })
    expect(valid(input).success).toBe(true)
  })

  test('another provider has other roles; what is stored moves to its place and what is typed stays', () => {
    const stored = [
      { id: 'sec_1', role: 'signing', label: null, masked: '••', validUntil: null },
      { id: 'sec_2', role: 'verify-token', label: null, masked: '••', validUntil: null },
    ] as const
    const base = { ...sourceDraft(undefined, undefined, providers), name: 'a', slug: 'a', secrets: { kept: stored, typed: ['new'] } }
    const meta = withProvider(base, 'meta', providers)
    expect(meta.secrets.kept.map(({ id }) => id)).toEqual(['sec_1'])
    expect(meta.extra['verify-token']?.kept.map(({ id }) => id)).toEqual(['sec_2'])
    expect(sourceInput(meta, undefined, providers).secrets).toEqual([{ id: 'sec_1' }, { role: 'signing', value: 'new' }, { id: 'sec_2' }])
    expect(withProvider(meta, 'stripe', providers).secrets.kept).toHaveLength(2)
  })
})

test.each([
  ['tw', ['Twilio', 'X']],
  ['twitter', ['X']],
  ['x', ['X', 'Xendit']],
  ['amazon', ['AWS SNS']],
  ['o', ['OpenAI']],
  ['', ['Twilio', 'X', 'Xendit', 'AWS SNS', 'OpenAI', 'Box']],
])('searching providers for “%s”', (query, names) => {
  const all = [
    { id: 'twilio', name: 'Twilio' },
    { id: 'x', name: 'X', aliases: ['Twitter'] },
    { id: 'xendit', name: 'Xendit' },
    { id: 'aws-sns', name: 'AWS SNS', aliases: ['Amazon SNS'] },
    { id: 'openai', name: 'OpenAI' },
    { id: 'box', name: 'Box' },
  ]
  expect(all.filter(provider => isMeant(provider, query)).map(({ name }) => name)).toEqual(names)
  if (query === 'twitter') expect(foundBy({ name: 'X', aliases: ['Twitter'] }, query)).toBe('Twitter')
})
