import { describe, expect, test } from 'vitest'
import type { Capture } from '#domain/capture.ts'
import type { ReplyMode } from '#domain/config.ts'
import type { Provider } from '#domain/provider.ts'
import type { FailureCode, Repetition, VerdictName } from '#domain/request.ts'
import { isAccepted, planReply } from '#intake/reply.ts'
import { github } from '#providers/github.ts'
import { aCapture, anAssessment } from '../../support/capture.ts'

interface Case {
  verdict?: VerdictName
  code?: FailureCode
  parseError?: string
  problem?: Capture['problem']
  headersTooLarge?: true
  handshake?: number
  repetition?: Repetition
  mode?: ReplyMode
  provider?: Provider
}

function decide({
  verdict = 'verified',
  code,
  parseError = '',
  problem = null,
  headersTooLarge,
  handshake,
  repetition,
  mode,
  provider = github,
}: Case) {
  const base = anAssessment()
  const capture = aCapture({ problem, ...(headersTooLarge ? { headersTooLarge } : {}) })
  const assessment = anAssessment({
    verification: { ...base.verification, verdict, code: code ?? null },
    parseError: parseError || null,
    handshake: handshake ? { name: 'hello', reply: { status: handshake, headers: [], body: 'echo', delayMs: 0 }, refused: null } : null,
  })
  const reply = planReply(capture, assessment, repetition ?? null, mode ?? { mode: 'strict' }, provider)
  return { reply, accepted: isAccepted(capture, assessment, reply) }
}

const custom: ReplyMode = {
  mode: 'custom',
  status: 503,
  headers: [
    ['Transfer-Encoding', 'chunked'],
    ['X-A', '1'],
  ],
  body: 'b',
  delayMs: 7,
}

describe('the reply table', () => {
  test.each<[string, Case, number, boolean]>([
    ['verified', {}, 200, true],
    ['no secret configured', { verdict: 'unconfigured' }, 200, true],
    ['a duplicate', { repetition: 'duplicate' }, 200, true],
    ['a bad signature', { verdict: 'failed', code: 'signature_mismatch' }, 400, false],
    ['a stale timestamp', { verdict: 'failed', code: 'timestamp_too_old' }, 400, false],
    ['a key that could not be fetched', { verdict: 'failed', code: 'key_unavailable' }, 503, false],
    ['what does not parse', { parseError: 'no' }, 422, false],
    ['a bad signature over what does not parse', { verdict: 'failed', code: 'signature_mismatch', parseError: 'no' }, 400, false],
    ['too large', { problem: 'oversized' }, 413, false],
    ['malformed', { problem: 'malformed' }, 400, false],
    ['headers beyond the limit', { problem: 'malformed', headersTooLarge: true }, 431, false],
    ['too slow', { problem: 'timeout' }, 408, false],
    ['gone', { problem: 'aborted' }, 0, false],
    ['a handshake', { handshake: 200 }, 200, false],
    ['a refused handshake', { handshake: 403 }, 403, false],
    ['accept: a bad signature', { mode: { mode: 'accept' }, verdict: 'failed', code: 'signature_mismatch' }, 200, false],
    ['accept: what does not parse', { mode: { mode: 'accept' }, parseError: 'no' }, 200, true],
    ['accept: too large all the same', { mode: { mode: 'accept' }, problem: 'oversized' }, 413, false],
    ['custom', { mode: custom }, 503, false],
    ['custom: a handshake comes first', { mode: custom, handshake: 200 }, 200, false],
    ['custom with a 2xx', { mode: { ...custom, status: 204 } }, 204, true],
    ['custom with a 2xx for a forgery', { mode: { ...custom, status: 204 }, verdict: 'failed', code: 'signature_mismatch' }, 204, false],
  ])('%s', (_, given, status, accepted) => {
    expect(decide(given)).toMatchObject({ reply: { status }, accepted })
  })

  test('what is to be tried again says when', () => {
    expect(decide({ verdict: 'failed', code: 'key_unavailable' }).reply.headers).toContain('Retry-After')
  })

  test('a custom reply keeps its headers, delay and body, without its framing', () => {
    expect(decide({ mode: custom }).reply).toEqual({ status: 503, headers: ['X-A', '1'], body: 'b', delayMs: 7 })
  })

  test('a provider’s own wishes come before the table’s answers, in strict mode and for success', () => {
    const provider: Provider = {
      ...github,
      reply: {
        verified: { status: 200, contentType: 'text/plain', body: '[accepted]' },
        failed: { status: 401 },
        unparseable: { status: 202, body: 'well' },
      },
    }
    expect(decide({ provider }).reply).toMatchObject({ status: 200, headers: ['Content-Type', 'text/plain'], body: '[accepted]' })
    expect(decide({ provider, repetition: 'duplicate' }).reply.body).toBe('[accepted]')
    expect(decide({ provider, verdict: 'failed', code: 'signature_mismatch' }).reply).toMatchObject({
      status: 401,
      body: expect.stringContaining('could not be verified'),
    })
    expect(decide({ provider, parseError: 'no' }).reply).toMatchObject({ status: 202, body: 'well' })
    const again: Provider = { ...github, reply: { ...provider.reply, duplicate: { status: 208 } } }
    expect(decide({ provider: again, repetition: 'duplicate' }).reply.status).toBe(208)
  })
})
