import { describe, expect, test } from 'vitest'
import type { ProviderInfo } from '#contract/app.ts'
import type { RequestRow } from '#contract/requests.ts'
import { sourceMethods } from '#contract/sources.ts'
import { slugOf, sourceDraft, sourceErrors, sourceInput } from '../../../../src-renderer/features/sources/source-draft.ts'

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
    expect(input.secrets).toEqual([
      { id: 'sec_1', role: 'signing' },
      { role: 'signing', value: 'whsec_x' },
    ])
    expect(valid(input).success).toBe(true)
  })

  test('a custom reply is checked before it is sent', () => {
    const draft = { ...sourceDraft(undefined, undefined, providers), name: 'a', slug: 'a', mode: 'custom' as const }
    expect(sourceErrors({ ...draft, status: '99', delay: '-1' })).toHaveProperty('status')
    expect(valid(sourceInput({ ...draft, status: '202', delay: '10' }, undefined, providers)).success).toBe(true)
  })
})
