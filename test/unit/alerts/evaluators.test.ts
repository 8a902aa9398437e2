import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AlertKind,
  actionsOf,
  afterVerdict,
  emailOf,
  FAILING_STEPS,
  FAILURES_IN_A_ROW,
  failingAlert,
  isMuted,
  noTrouble,
  type SignatureRun,
  SPIKE,
  slackBody,
  tellableAt,
  withMute,
} from '#domain/alerts.ts'

const endpoint = { type: 'endpoint', id: 'ep_1' } as const

describe('an endpoint that keeps failing', () => {
  const facts = { endpointId: 'ep_1', endpointName: 'Shop', progress: '7 of 10 deliveries in a row failed' }

  test('is told of at each step once, however large the stride, and at the end that it was disabled', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { maxLength: 40 }), strides => {
        let share = 0
        const told: number[] = []
        for (const stride of strides) {
          const before = share
          share = Math.min(1, share + stride)
          const draft = failingAlert({ ...facts, before, share })
          if (draft?.kind === 'endpoint_failing') told.push(Number(draft.groupKey.split(':').at(-1)))
        }
        expect(told).toEqual([...new Set(told)].sort())
        if (share < 1) for (const step of FAILING_STEPS) if (share >= step) expect(Math.max(...told)).toBeGreaterThanOrEqual(step)
      }),
    )
  })

  test('says how far it is', () => {
    expect(failingAlert({ ...facts, before: 0.6, share: 0.7 })).toMatchObject({
      kind: 'endpoint_failing',
      subject: endpoint,
      one: { title: 'Shop keeps failing', body: expect.stringContaining('7 of 10 deliveries in a row failed: 70%') },
    })
    // That it was disabled is told by who disables it.
    expect(failingAlert({ ...facts, before: 0.9, share: 1 })).toBeNull()
    expect(failingAlert({ ...facts, before: 0.7, share: 0.2 })).toBeNull()
  })
})

describe('signatures of a Source', () => {
  const play = (verdicts: readonly ('ok' | 'bad' | 'old' | 'future')[], everyMs = 1000) => {
    const troubles: (string | null)[] = []
    verdicts.reduce<SignatureRun>((run, verdict, at) => {
      const code = { ok: null, bad: 'signature_mismatch', old: 'timestamp_too_old', future: 'timestamp_in_future' } as const
      const next = afterVerdict(run, { verdict: verdict === 'ok' ? 'verified' : 'failed', code: code[verdict], receivedAt: at * everyMs })
      if (next.trouble) troubles.push(`${at}:${next.trouble}`)
      return next.run
    }, noTrouble)
    return troubles
  }
  const row = (what: 'ok' | 'bad' | 'old' | 'future', count: number) => Array.from({ length: count }, () => what)

  test('five failures in a row are told once, until something is verified', () => {
    expect(play([...row('bad', 4), 'ok', ...row('bad', 30)])).toEqual(['9:row'])
    expect(play([...row('bad', 5), 'ok', ...row('bad', 5)])).toEqual(['4:row', '10:row'])
  })

  test('times that are all off one way are the clock', () => {
    expect(play(row('future', 6))).toEqual(['4:behind'])
    expect(play(row('old', 6))).toEqual(['4:ahead'])
    expect(play([...row('old', 4), 'bad'])).toEqual(['4:row'])
  })

  test('many failures among genuine ones are a spike, and only when they come close together', () => {
    const mixed = Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? 'ok' : 'bad') as 'ok' | 'bad')
    expect(play(mixed)[0]).toBe('29:spike')
    expect(play(mixed, SPIKE.withinMs / 10)).toEqual([])
    expect(FAILURES_IN_A_ROW).toBeLessThan(SPIKE.failures)
  })
})

describe('when an alert is told', () => {
  test('each wait is longer than the one before, up to a day; a clock that was set back silences nothing for ever', () => {
    const waits = Array.from({ length: 12 }, (_, i) => tellableAt({ times: i + 1, at: 1_000_000 }, 1_000_000) - 1_000_000)
    expect(waits[0]).toBe(5 * 60_000)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(24 * 3_600_000)
    expect(tellableAt(null, 7)).toBe(7)
    expect(tellableAt({ times: 1, at: 9_000_000 }, 1_000_000)).toBe(1_000_000 + 5 * 60_000)
  })

  test('a mute is for a kind, a target, or both, and ends', () => {
    const alert = { kind: 'delivery_failed' as AlertKind, subject: endpoint }
    const of = (kind: AlertKind | null, target: typeof endpoint | null, until: number) => withMute([], { kind, target, until }, 0)
    expect(isMuted(of('delivery_failed', null, 10), alert, 9)).toBe(true)
    expect(isMuted(of('delivery_failed', null, 10), alert, 10)).toBe(false)
    expect(isMuted(of('disk_low', null, 10), alert, 9)).toBe(false)
    expect(isMuted(of(null, endpoint, 10), alert, 9)).toBe(true)
    expect(isMuted(of(null, { ...endpoint, id: 'ep_2' } as never, 10), alert, 9)).toBe(false)
    expect(isMuted(of(null, endpoint, 10), { kind: 'disk_low', subject: null }, 9)).toBe(false)
    const twice = withMute(of(null, endpoint, 10), { kind: null, target: endpoint, until: 50 }, 5)
    expect(twice).toEqual([{ kind: null, target: endpoint, until: 50 }])
    expect(withMute(twice, { kind: null, target: endpoint, until: 5 }, 5)).toEqual([])
  })
})

describe('what can be done about it, and how it reads', () => {
  test('one dead letter is retried by itself, several in order, of a bare URL only one', () => {
    const target = { type: 'delivery', id: 'dlv_1' } as const
    expect(actionsOf({ kind: 'delivery_failed', target, subject: endpoint, count: 1 })).toEqual(['retry', 'mute', 'open'])
    expect(actionsOf({ kind: 'delivery_failed', target: endpoint, subject: endpoint, count: 2 })).toEqual(['retry-all', 'mute', 'open'])
    expect(actionsOf({ kind: 'delivery_failed', target, subject: null, count: 2 })).toEqual(['retry', 'mute', 'open'])
    expect(actionsOf({ kind: 'disk_low', target: { type: 'settings', id: null }, subject: null, count: 1 })).toEqual(['open', 'mute'])
  })

  test('Slack sees text and no mark-up, a mail subject is one line', () => {
    const text = {
      id: 'alr_1',
      kind: 'disk_low' as const,
      title: 'A <!channel> & b\nc',
      body: '<https://evil.test|click>',
      count: 2,
      firstAt: 0,
      lastAt: 1000,
    }
    const alert = { ...text, target: { type: 'settings', id: null } as const }
    expect(JSON.parse(slackBody(alert))).toMatchObject({
      text: '*A &lt;!channel&gt; &amp; b\nc*',
      attachments: [{ text: '&lt;https://evil.test|click&gt;', ts: 1 }],
    })
    expect(emailOf(alert).subject).toBe('[Hookbench] A <!channel> & b c')
    expect(emailOf(alert).text).toContain('2 times since 1970-01-01T00:00:00.000Z')
  })
})
