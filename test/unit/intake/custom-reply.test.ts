import { describe, expect, test } from 'vitest'
import type { ReplyMode } from '#domain/config.ts'
import { MASK } from '#domain/redact.ts'
import { customReply } from '#intake/custom-reply.ts'
import { keptReply, packExtras, unpackExtras, withReply } from '#store/extras.ts'
import { aCapture, anAssessment } from '../../support/capture.ts'

type Custom = Extract<ReplyMode, { mode: 'custom' }>
const custom = (body: string, headers: Custom['headers'] = []): Custom => ({ mode: 'custom', status: 200, headers, body, delayMs: 0 })
const capture = aCapture({
  target: '/a?token=query-secret&q=1#key=hash-secret',
  headers: ['Authorization', 'Bearer header-secret', 'X-Other', 'plain', 'Content-Type', 'application/json'],
  body: Buffer.from('{"token":"body-secret","n":1}'),
})
const columns = { verdict: 'unconfigured', code: null, provider: null, eventId: null } as const

/** What is sent, what stands in the row, what is shown of it, and what a duplicate would be answered. */
function through(mode: Custom, more: Parameters<typeof anAssessment>[0] = {}) {
  const assessment = anAssessment(more)
  const sent = customReply(mode, capture, assessment)
  const row = withReply(packExtras(capture, assessment), sent)
  const before = unpackExtras(row, columns).reply
  return { sent, row, before, shown: keptReply(before), stored: keptReply(JSON.parse(row).reply) }
}

describe('a reply that repeats a credential', () => {
  const body = '{{header.Authorization}} {{header.x-other}} {{query.token}} {{query.q}} {{path}} {{uuid}}'
  const echo = custom(body, [['X-Echo', '{{header.authorization}}']])

  test('is sent in clear and kept masked, the same but for that', () => {
    const { sent, row, shown, stored } = through(echo)
    const uuid = sent.body.slice(-36)
    expect(sent.body).toBe(`Bearer header-secret plain query-secret 1#key=hash-secret /a ${uuid}`)
    expect(sent.headers).toContain('Bearer header-secret')
    expect(row).not.toMatch(/-secret/)
    expect(shown).toEqual(stored)
    expect(shown.body).toBe(`Bearer ${MASK} plain ${MASK} 1#key=${MASK} /a ${uuid}`)
    expect(shown.headers).toEqual(['X-Echo', `Bearer ${MASK}`, ...sent.headers.slice(2)])
  })

  test('is given again as it was, and shown masked then, too', () => {
    const { sent, before, shown, stored } = through(echo, { eventKeys: ['e'] })
    expect(before).toMatchObject({ headers: sent.headers, body: sent.body })
    expect(JSON.stringify([shown, stored])).not.toMatch(/-secret/)
    expect(shown).toEqual(stored)
    const again = withReply(packExtras(capture, anAssessment()), { ...before, delayMs: 0 })
    expect(again).toContain(MASK)
    expect(again).not.toMatch(/-secret/)
  })

  test('in its body, where the provider says that it is one', () => {
    const mode = custom('{"got":"{{json.token}}","n":{{json.n}}}', [['Content-Type', 'text/plain']])
    const { sent, shown } = through(mode, { provider: 'slack' })
    expect([sent.body, shown.body]).toEqual(['{"got":"body-secret","n":1}', `{"got":"${MASK}","n":1}`])
    expect(through(mode).shown.body).toContain('body-secret')
  })

  test('nothing is kept twice where there is no credential in it', () => {
    expect(through(custom('{{header.x-other}} {{json.n}} {{now}}')).sent).not.toHaveProperty('kept')
    expect(through(custom('fixed')).sent).toEqual({ status: 200, headers: [], body: 'fixed', delayMs: 0 })
  })
})

describe('a long reply', () => {
  const long = 'x'.repeat(65_000)
  test.each([long, `${long}{{method}}`])('is cut in the row, which says so', text => {
    const { sent, row, shown } = through(custom(text))
    expect(sent.body.startsWith(long)).toBe(true)
    expect(row.length).toBeLessThan(6000)
    expect(shown.body).toMatch(/^x{4096}\n\[The first 4096 of 6500\d characters; all were sent\.\]\n$/)
  })
  test('is kept whole where a duplicate is to be answered with it', () => {
    for (const more of [{ eventKeys: ['e'] }, { fingerprint: 'body~1' }]) expect(through(custom(long), more).before.body).toBe(long)
    const failed = anAssessment().verification
    const forged = { eventKeys: ['e'], verification: { ...failed, verdict: 'failed' } as const }
    expect(through(custom(long), forged).row.length).toBeLessThan(6000)
  })
})
