import { afterEach, describe, expect, test } from 'vitest'
import type { ChannelResult } from '#app/alerts/channel.ts'
import { createPosting } from '#app/alerts/posting.ts'
import { createTeller } from '#app/alerts/teller.ts'
import type { AlertText } from '#domain/alerts.ts'
import type { AlertRow } from '#store/alert-row.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const MINUTE = 60_000
const settle = () => new Promise<void>(resolve => setImmediate(resolve))
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const row = (id: string, count = 1): AlertRow => ({
  id,
  kind: 'delivery_failed',
  title: `${count} to ${id}`,
  body: '',
  count,
  firstAt: 0,
  lastAt: 0,
  target: { type: 'endpoint', id },
  subject: { type: 'endpoint', id },
  actions: [],
  muted: false,
  acknowledgedAt: null,
})

describe('the teller', () => {
  function setUp() {
    const clock = new FakeClock()
    const told: string[] = []
    const known = new Map<string, AlertRow>()
    const teller = createTeller({
      clock,
      fresh: async id => known.get(id) ?? null,
      tell: alert => void told.push(alert.title),
      tellTogether: ({ title, body }) => void told.push(`${title}: ${body}`),
      failed: error => {
        throw error
      },
    })
    stops.push(teller.stop)
    const happen = (alert: AlertRow, raised = false, group = alert.id) => {
      known.set(alert.id, alert)
      teller.happened(alert, group, raised)
    }
    const pass = async (ms: number) => {
      clock.advance(ms)
      await settle()
    }
    return { told, happen, pass, known }
  }

  test('an endpoint that fails all day is a handful of notices, each with what it has become', async () => {
    const { told, happen, pass } = setUp()
    happen(row('a'), true)
    for (let count = 2; count <= 24 * 60; count++) {
      await pass(MINUTE)
      happen(row('a', count))
    }
    expect(told).toEqual(['1 to a', '5 to a', '35 to a', '155 to a', '515 to a'])
  })

  test('what somebody has seen is not told later, and what happens then is new', async () => {
    const { told, happen, pass, known } = setUp()
    happen(row('a'), true)
    happen(row('a', 2))
    known.set('a', { ...row('a', 2), acknowledgedAt: 1 })
    await pass(10 * MINUTE)
    expect(told).toEqual(['1 to a'])
    happen(row('a'), true)
    expect(told).toEqual(['1 to a', '1 to a'])
  })

  test('a later notice of one that was seen does not hold up the next of its group', async () => {
    const { told, happen, pass, known } = setUp()
    happen(row('a'), true, 'shop')
    await pass(MINUTE)
    // Planned for the fifth minute, when it is seen already.
    happen(row('a', 2), false, 'shop')
    known.set('a', { ...row('a', 2), acknowledgedAt: 1 })
    await pass(MINUTE)
    happen(row('b'), true, 'shop')
    await pass(MINUTE)
    for (let count = 2; count <= 500; count++) happen(row('b', count), false, 'shop')
    await pass(24 * 60 * MINUTE)
    expect(told).toEqual(['1 to a', '1 to b', '500 to b'])
  })

  test('a muted one is not told, nor one that is muted by the time its wait is over', async () => {
    const { told, happen, pass } = setUp()
    happen({ ...row('a'), muted: true }, true)
    happen(row('b'), true)
    happen(row('b', 2))
    happen({ ...row('b', 3), muted: true })
    await pass(10 * MINUTE)
    expect(told).toEqual(['1 to b'])
  })

  test('many different ones within a minute: five, then the rest as one', async () => {
    const { told, happen, pass } = setUp()
    for (const id of 'abcdefghij') happen(row(id), true)
    expect(told).toHaveLength(5)
    await pass(MINUTE)
    expect(told.slice(5)).toEqual(['5 more alerts: 1 to f; 1 to g; 1 to h; and 2 more.'])
    await pass(MINUTE)
    happen(row('k'), true)
    expect(told.at(-1)).toBe('1 to k')
  })
})

describe('a channel that fails', () => {
  const text = (id: string): AlertText => ({ ...row(id), target: { type: 'settings', id: null } })

  test('is tried three times, then let go; notes are told when they change; the next notice goes on', async () => {
    const clock = new FakeClock()
    const sent: string[] = []
    let answer: ChannelResult = { ok: false, message: 'It answered 503.', again: true }
    let notes = 0
    const posting = createPosting({
      name: 'webhook',
      clock,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      noted: () => {
        notes += 1
      },
      channel: {
        async send({ id }) {
          sent.push(id)
          return answer
        },
      },
    })
    stops.push(posting.stop)
    posting.post(text('a'))
    posting.post(text('b'))
    await settle()
    expect(sent).toEqual(['a'])
    clock.advance(30_000)
    await settle()
    expect(sent).toEqual(['a', 'a'])
    expect(notes).toBe(1)
    answer = { ok: true, message: 'It answered 200.' }
    clock.advance(300_000)
    await settle()
    expect(sent).toEqual(['a', 'a', 'a', 'b'])
    expect(posting.last()).toMatchObject({ ok: true, message: 'It answered 200.' })
    answer = { ok: false, message: 'no', again: false }
    posting.post(text('c'))
    await settle()
    clock.advance(3_600_000)
    await settle()
    expect(sent.filter(id => id === 'c')).toHaveLength(1)
    expect(notes).toBe(3)
  })
})
