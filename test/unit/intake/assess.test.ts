import { describe, expect, test } from 'vitest'
import type { SourceConfig } from '#domain/config.ts'
import { assess } from '#intake/assess.ts'
import { indexConfig } from '#intake/config.ts'
import { isAccepted, planReply } from '#intake/reply.ts'
import { providers } from '#providers/index.ts'
import { aCapture } from '../../support/capture.ts'

const source = (provider: string) =>
  ({ id: 1, slug: 'a', provider, secrets: [], scheme: null, duplicateKey: null }) as unknown as SourceConfig
const monsters = {
  'an array of 200,000 items': `[${'0,'.repeat(199_999)}0]`,
  'objects in objects, 50,000 deep': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
}

describe.each(Object.entries(monsters))('%s', (_, text) => {
  const body = new TextEncoder().encode(text)
  test('is assessed by the rules of every provider', () => {
    for (const { id } of providers) {
      const capture = aCapture({ target: '/a', headers: ['Content-Type', 'application/json'], body })
      const { verification, parseError } = assess(capture, indexConfig({ sources: [source(id)], endpoints: [] }))
      expect(verification.explanation, id).not.toMatch(/could not examine/)
      expect(parseError, id).toBeNull()
    }
  }, 60_000)
})

test('what cannot be examined is kept as refused, and says why', () => {
  const capture = {
    ...aCapture({ target: '/a' }),
    get headers(): never {
      throw new RangeError('a defect')
    },
  }
  const assessment = assess(capture, indexConfig({ sources: [source('github')], endpoints: [] }))
  expect(assessment).toMatchObject({ sourceId: 1, provider: 'github', verification: { verdict: 'failed' }, eventKeys: [] })
  expect(assessment.parseError).toMatch(/could not examine this request \(a defect\)/)
  const reply = planReply(aCapture(), assessment, null, { mode: 'strict' }, null)
  expect(isAccepted(aCapture(), assessment, reply)).toBe(false)
  expect(reply.status).toBe(400)
})

describe('what proves nothing', () => {
  const secret = { id: 'sec_1', role: 'signing', label: null, value: 'a-secret', validUntil: null } as const
  const configured = (provider: string) => indexConfig({ sources: [{ ...source(provider), secrets: [secret] }], endpoints: [] })

  test.each(['aborted', 'oversized', 'malformed', 'timeout'] as const)(
    'a request that is %s was not checked, and did not fail',
    problem => {
      const { verification } = assess(aCapture({ target: '/a', problem }), configured('github'))
      expect(verification).toMatchObject({ verdict: 'unconfigured', code: null, provider: 'github' })
      expect(verification.explanation).toMatch(/^The signature was not checked: .+\.$/)
      expect(assess(aCapture({ target: '/a' }), configured('github')).verification.verdict).toBe('failed')
    },
  )

  test('a handshake that its provider does not sign is unsigned, and not failed', () => {
    const capture = aCapture({ method: 'GET', target: '/a?challenge=abc', effectiveUrl: 'http://h/a?challenge=abc' })
    const { verification, handshake } = assess(capture, configured('dropbox'))
    expect(handshake).toMatchObject({ refused: null, reply: { status: 200 } })
    expect(verification).toMatchObject({ verdict: 'unsigned', explanation: 'Dropbox does not sign this handshake.' })
  })
})
