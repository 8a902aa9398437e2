import { describe, expect, test } from 'vitest'
import {
  checkDraft,
  checkErrors,
  type Known,
  planInput,
  secretChoices,
  startInput,
  withSecrets,
} from '../../../../src-renderer/features/check/check-draft.ts'

const scheme = (id: string) => ({ id, name: id, secretRole: 'signing' as const, secretHint: '' })
const provider = (id: string) => ({
  id,
  name: id,
  evidence: 'docs' as const,
  schemes: [scheme('v1')],
  setup: { url: null, paste: '', secret: '' },
  timeoutMs: null,
  retries: '',
})
const masked = { id: 'sec_1', role: 'signing' as const, label: null, masked: '••••c7d9', validUntil: null }
const known = {
  providers: [provider('stripe'), provider('github')],
  endpoints: [
    { id: 'ep_1', name: 'Shop', scheme: 'stripe/v1', secrets: [masked] },
    { id: 'ep_2', name: 'Plain', scheme: null, secrets: [] },
  ],
  sources: [{ id: 'src_1', name: 'Hub', provider: 'github', scheme: null, secrets: [masked], forwardTo: ['ep_2'] }],
} as unknown as Known

describe('first values', () => {
  test('of an Endpoint: it signs with its own scheme and secret, and nothing more is needed', () => {
    const draft = checkDraft({ endpointId: 'ep_1', request: null }, known)
    expect(draft).toMatchObject({ endpointId: 'ep_1', provider: 'stripe', scheme: 'v1', secretFrom: 'endpoint' })
    expect(checkErrors(draft, known)).toEqual({})
    expect(planInput(draft, known)).toEqual({ endpointId: 'ep_1', provider: 'stripe', scheme: 'v1' })
  })

  test('of a captured Request: its provider, the secret of its Source, and the Endpoint that this forwards to', () => {
    const draft = checkDraft({ endpointId: null, request: { id: 'req_1', sourceId: 'src_1', provider: 'github' } }, known)
    expect(planInput(draft, known)).toEqual({
      endpointId: 'ep_2',
      provider: 'github',
      sourceId: 'src_1',
      event: { requestId: 'req_1' },
    })
  })
})

test('a secret of one provider is none of another', () => {
  const draft = checkDraft({ endpointId: 'ep_1', request: null }, known)
  const other = withSecrets({ ...draft, provider: 'github', scheme: '' }, known)
  expect(secretChoices(other, known).map(({ value }) => value)).toEqual(['src_1', 'typed'])
  expect(other.secretFrom).toBe('src_1')
})

test('what is typed is sent, and what is missing is told', () => {
  const draft = { ...checkDraft({ endpointId: null, request: null }, known), endpointId: '', provider: 'stripe', secretFrom: 'typed' }
  const wrong = { ...draft, url: 'localhost:3000', observe: 'command' as const, maxSeconds: '0' }
  expect(Object.keys(checkErrors(wrong, known)).sort()).toEqual(['maxSeconds', 'observe', 'secret', 'url'])
  const right = {
    ...draft,
    url: ' http://localhost:3000/hooks ',
    secrets: { kept: [], typed: [' whsec_1 ', ''] },
    event: 'sample:payment',
    observe: 'command' as const,
    observeCommand: 'wc -l orders',
    timeoutSeconds: '2.5',
    settleSeconds: '0.1',
    off: new Set(['stale']),
  }
  expect(checkErrors(right, known)).toEqual({})
  expect(startInput(right, known, ['genuine', 'stale', 'forged'])).toEqual({
    url: 'http://localhost:3000/hooks',
    provider: 'stripe',
    secrets: [{ role: 'signing', value: 'whsec_1' }],
    event: { sample: 'payment' },
    observe: { shell: 'wc -l orders' },
    only: ['genuine', 'forged'],
    timeoutMs: 2500,
    settleMs: 100,
  })
})
