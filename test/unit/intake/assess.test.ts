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
  'an array of a million items': `[${'0,'.repeat(999_999)}0]`,
  'objects in objects, 100,000 deep': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
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
  })
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
