import { describe, expect, test } from 'vitest'
import {
  capturedPath,
  type Draft,
  isEdited,
  needsReveal,
  newDraft,
  problemOf,
  resendInput,
  secretSource,
  warningsOf,
} from '../../../../src-renderer/features/composer/draft.ts'
import { messageInput, messageProblem, newMessage } from '../../../../src-renderer/features/composer/message-draft.ts'
import { anEndpoint, aRequest, aSource } from '../detail/builders.ts'

const request = aRequest()
const endpoint = anEndpoint()
const draft = (over: Partial<Draft> = {}): Draft => ({ ...newDraft(request, aSource(), [endpoint]), ...over })
const header = (at: number, patch: object) => draft().headers.map((row, index) => (index === at ? { ...row, ...patch } : row))

describe('the call', () => {
  test('names nothing that was not edited', () => {
    expect(isEdited(draft(), request)).toBe(false)
    expect(resendInput(draft(), request, null, null)).toEqual({ ids: [request.id], to: { endpointId: endpoint.id }, sign: 'as-received' })
  })

  test('an edited method alone leaves headers and body to the core', () => {
    expect(resendInput(draft({ method: 'PUT' }), request, null, null).edit).toEqual({ method: 'PUT' })
  })

  test('edited headers go as a whole, hidden values in clear', () => {
    const edited = draft({ headers: header(0, { value: 'text/plain' }) })
    expect(needsReveal(edited, request)).toBe(true)
    const clear = request.headers.map(([name, value]) => [name, value.replace('••••••••', 'real')] as const)
    expect(resendInput(edited, request, null, clear).edit?.headers).toEqual([
      ['Content-Type', 'text/plain'],
      ['Authorization', 'Bearer real'],
      ['Stripe-Signature', 't=1,v1=00'],
    ])
  })

  test('nothing is revealed when the hidden header was taken out or no header was touched', () => {
    expect(needsReveal(draft({ headers: draft().headers.filter((_, index) => index !== 1) }), request)).toBe(false)
    expect(needsReveal(draft({ method: 'PUT' }), request)).toBe(false)
  })

  test('rows that moved still find their captured value', () => {
    const reversed = draft({ headers: [...draft().headers].reverse() })
    const clear = request.headers.map(([name]) => [name, `clear ${name}`] as const)
    expect(resendInput(reversed, request, null, clear).edit?.headers?.[1]).toEqual(['Authorization', 'clear Authorization'])
  })

  test('scheme and secret travel with a fresh signature only', () => {
    const keys = { scheme: 'stripe/v1', secret: 'whsec_x' }
    expect(resendInput(draft(keys), request, null, null)).not.toHaveProperty('secret')
    expect(resendInput(draft({ ...keys, sign: 'fresh' }), request, 'x', null)).toMatchObject({ ...keys, edit: { body: 'x' } })
  })

  test('a URL, local or not', () => {
    const to = { kind: 'url' as const, url: ' http://10.0.0.1/ ', local: true }
    expect(resendInput(draft({ to }), request, null, null).to).toEqual({ url: 'http://10.0.0.1/', local: true })
    expect(resendInput(draft({ to: { ...to, local: false } }), request, null, null).to).toEqual({ url: 'http://10.0.0.1/' })
  })
})

test('what is appended to the target: the rest after the slug, or the query of an Inbox request', () => {
  expect(capturedPath(request)).toBe('/a?x=1')
  expect(capturedPath({ target: '/stripe?x=1', sourceId: 'src_1' })).toBe('?x=1')
  expect(capturedPath({ target: '/any/thing?x=1', sourceId: null })).toBe('?x=1')
  expect(capturedPath({ target: '/any', sourceId: null })).toBe('')
})

test('the target opens as where the source forwards, else the first endpoint that is on, else a URL', () => {
  const off = anEndpoint({ id: 'ep_2', enabled: false })
  expect(newDraft(request, aSource({ forwardTo: ['ep_2'] }), [endpoint, off]).to).toEqual({ kind: 'endpoint', endpointId: 'ep_2' })
  expect(newDraft(request, undefined, [off, endpoint]).to).toEqual({ kind: 'endpoint', endpointId: endpoint.id })
  expect(newDraft(request, undefined, [off]).to).toMatchObject({ kind: 'url' })
})

describe('whose secret signs', () => {
  test.each([
    [{}, endpoint, aSource(), 'endpoint'],
    [{}, anEndpoint({ secrets: [] }), aSource(), 'source'],
    [{}, undefined, aSource({ secrets: [] }), 'none'],
    [{}, undefined, undefined, 'no-scheme'],
    [{ secret: 'x' }, undefined, undefined, 'no-scheme'],
    [{ secret: 'x', scheme: 'github/sha256' }, undefined, undefined, 'given'],
    [{ secret: 'x' }, undefined, aSource(), 'given'],
    [{ scheme: 'stripe/v1' }, endpoint, aSource(), 'source'],
    [{ scheme: 'github/sha256' }, endpoint, aSource(), 'none'],
  ])('%j', (over, to, source, expected) => {
    expect(secretSource(draft(over), to, source)).toBe(expected)
  })
})

test('warnings come with a received signature only', () => {
  expect(warningsOf(draft({ body: 'x' }), request, 1_000_000)).toEqual(['edited'])
  expect(warningsOf(draft(), request, 1_000_000 + 6 * 60_000)).toEqual(['old'])
  expect(warningsOf(draft(), aRequest({ verdict: 'failed' }), 1_000_000)).toEqual(['unproven'])
  expect(warningsOf(draft({ body: 'x', sign: 'fresh' }), request, 9e9)).toEqual([])
  expect(warningsOf(draft({ body: 'x' }), aRequest({ verdict: 'unsigned' }), 9e9)).toEqual([])
})

test('a body that holds a mask is warned of however it is signed: it would be sent as it is written', () => {
  expect(warningsOf(draft({ body: '{"token":"••••••••"}', sign: 'fresh' }), request, 9e9)).toEqual(['mask'])
})

describe('what hinders sending', () => {
  test.each<[Partial<Draft>, string | null]>([
    [{}, null],
    [{ method: 'PO ST' }, 'A method'],
    [{ path: 'a' }, 'Start with / or ?'],
    [{ path: '' }, null],
    [{ path: '/a?token=••••••••' }, 'hidden values'],
    [{ headers: header(0, { name: '' }) }, 'Header 1 needs a name'],
    [{ headers: header(0, { value: 'a\nb' }) }, 'value of header 1'],
    [{ headers: header(1, { value: 'Basic ••••••••' }) }, 'You changed a hidden value (••) in header 2'],
    [{ headers: header(0, { value: 'text/plain' }) }, null],
    [{ to: { kind: 'url', url: 'ftp://x', local: false } }, 'Enter a URL that starts'],
    [{ to: { kind: 'url', url: 'http://', local: false } }, 'Enter a URL that starts'],
  ])('%j', (over, expected) => {
    const problem = problemOf(draft(over), request, 'endpoint')
    if (expected === null) expect(problem).toBeNull()
    else expect(problem).toContain(expected)
  })

  test('a fresh signature without a secret', () => {
    expect(problemOf(draft({ sign: 'fresh' }), request, 'none')).toContain('secret')
    expect(problemOf(draft(), request, 'none')).toBeNull()
  })
})

describe('a new message', () => {
  const asItIs = (text: string) => ({ ok: true, text }) as const
  test('to named endpoints, or to all that subscribe', () => {
    const message = { ...newMessage('ep_1'), eventType: ' a.b ', body: '{}' }
    expect(messageInput(message, asItIs)).toEqual({ endpointIds: ['ep_1'], eventType: 'a.b', contentType: 'application/json', body: '{}' })
    expect(messageInput({ ...message, endpointIds: null, eventId: 'e1' }, asItIs)).not.toHaveProperty('endpointIds')
  })

  test('what hinders it', () => {
    expect(messageProblem(newMessage('ep_1'))).toBeNull()
    expect(messageProblem({ ...newMessage('ep_1'), endpointIds: [] })).toContain('endpoint')
    expect(messageProblem({ ...newMessage(null), eventType: ' ' })).toContain('event type')
    expect(messageProblem({ ...newMessage(null), eventId: 'a b' })).toContain('without spaces')
    expect(messageProblem({ ...newMessage(null), body: '{{nwo}}' })).toContain('{{nwo}}')
  })
})
