import { describe, expect, test } from 'vitest'
import type { ProviderInfo } from '#contract/app.ts'
import { endpointMethods } from '#contract/endpoints.ts'
import {
  endpointDraft,
  endpointErrors,
  endpointInput,
  hasVerifyToken,
  isLocalUrl,
  withUrl,
} from '../../../../src-renderer/features/endpoints/endpoint-draft.ts'
import { parseDelays } from '../../../../src-renderer/features/endpoints/retry-draft.ts'
import { anEndpoint } from '../detail/builders.ts'

const valid = (input: unknown) => endpointMethods['endpoints.save'].input.safeParse(input).success

describe('draft of an Endpoint', () => {
  test.each([
    ['http://localhost:3000/x', true],
    ['http://app.localhost', true],
    ['http://127.0.0.1', true],
    ['http://[::1]:80/', true],
    ['https://127.example.com', false],
    ['http:', false],
  ])('%s is local: %s', (url, local) => {
    expect(isLocalUrl(url)).toBe(local)
  })

  test('a local URL brings its switch and retries along until the person chooses', () => {
    const draft = withUrl(endpointDraft(undefined), 'http://localhost:1')
    expect(draft).toMatchObject({ local: true, retry: 'local' })
    expect(withUrl(draft, 'https://example.com')).toMatchObject({ local: false, retry: 'default' })
    expect(withUrl({ ...draft, localChosen: true, retryChosen: true }, 'https://example.com')).toMatchObject({
      local: true,
      retry: 'local',
    })
  })

  test.each([
    ['1, 5 30', [1, 5, 30]],
    ['', []],
    ['0.5', [0.5]],
    ['1, x', null],
    ['-1', null],
    ['2592001', null],
  ])('delays "%s"', (text, delays) => {
    expect(parseDelays(text)).toEqual(delays)
  })

  test('a verify token is a secret of its own role, and none to sign with', () => {
    const facebook = { id: 'facebook', extraRoles: [{ role: 'verify-token', hint: '' }], schemes: [] } as unknown as ProviderInfo
    expect(['facebook/v1', 'stripe/v1', ''].map(scheme => hasVerifyToken(scheme, [facebook]))).toEqual([true, false, false])
    const masked = { label: null, masked: '••', validUntil: null }
    const secrets = [
      { id: 'sec_1', role: 'signing', ...masked },
      { id: 'sec_2', role: 'verify-token', ...masked },
    ] as const
    const draft = { ...endpointDraft(anEndpoint({ secrets: [...secrets], scheme: 'facebook/v1' })) }
    expect([draft.secrets, draft.verifyToken].map(({ kept }) => kept.map(({ id }) => id))).toEqual([['sec_1'], ['sec_2']])
    const input = endpointInput({ ...draft, verifyToken: { kept: [], typed: [' my token '] } }, 'ep_1', [facebook])
    expect(input.secrets).toEqual([{ id: 'sec_1' }, { role: 'verify-token', value: 'my token' }])
    expect(endpointErrors({ ...draft, secrets: { kept: [], typed: [] } }).secret).toBeDefined()
  })

  test.each([
    ['HTTP://LOCALHOST:1', undefined],
    ['Https://example.com/in', undefined],
    ['http://localhost:65535', undefined],
    ['http://localhost:99999', 'The port must be a number from 0 to 65535.'],
    ['http://[::1]:99999/x', 'The port must be a number from 0 to 65535.'],
    ['http://localhost:abc/', 'The port must be a number from 0 to 65535.'],
    ['http://[::1', 'This is not a valid URL. Check the host name.'],
    ['http://a b/', 'This is not a valid URL. Check the host name.'],
    ['http://a b:80/', 'This is not a valid URL. Check the host name.'],
    ['http://', 'Enter a URL that starts with http:// or https://.'],
    ['ftp://example.com', 'Enter a URL that starts with http:// or https://.'],
  ])('what is told of the URL %s', (url, told) => {
    const draft = { ...endpointDraft(undefined), name: 'App', url }
    expect(endpointErrors(draft).url).toBe(told)
    expect(valid(endpointInput(draft, null, []))).toBe(told === undefined)
  })

  test.each([
    [{ mode: 'plus-minus', share: 0 }, 'plus-minus', '0'],
    [{ mode: 'add', share: 0.125 }, 'add', '12.5'],
    [{ mode: 'full' }, 'full', '10'],
    [0.2, 'plus-minus', '20'],
    // The number says that there is none, and 10 % is what choosing some begins with.
    [0, 'none', '10'],
    [undefined, 'plus-minus', '10'],
  ] as const)('jitter %j comes back as it was', (jitter, mode, share) => {
    const retry = { delaysSeconds: [1], ...(jitter === undefined ? { jitter: { mode: 'plus-minus' as const } } : { jitter }) }
    const draft = endpointDraft(anEndpoint({ retry }))
    expect(draft).toMatchObject({ jitter: mode, share })
  })

  test('errors name the field, and what passes them passes the contract', () => {
    const draft = endpointDraft(undefined)
    expect(Object.keys(endpointErrors({ ...draft, timeout: '0', scheme: 'stripe/v1' })).sort()).toEqual([
      'name',
      'secret',
      'timeout',
      'url',
    ])
    const good = { ...draft, name: 'App', url: ' http://localhost:3000 ', retry: 'custom' as const, delays: '1,2', eventTypes: 'a.*, b' }
    expect(endpointErrors(good)).toEqual({})
    const input = endpointInput(good, null, [])
    expect(input).toMatchObject({ url: 'http://localhost:3000', eventTypes: ['a.*', 'b'], retry: { delaysSeconds: [1, 2] } })
    expect(valid(input)).toBe(true)
  })
})
