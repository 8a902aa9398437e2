import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endpointMethods } from '#contract/endpoints.ts'
import { previewSchedule } from '#domain/retry/preview.ts'
import { limitsDraft, limitsErrors, limitsInput } from '../../../../src-renderer/features/endpoints/limits-draft.ts'
import { presetNames, retryChoice, retryDraft, retryErrors } from '../../../../src-renderer/features/endpoints/retry-draft.ts'
import { clockTime, inWords, place, rangeText } from '../../../../src-renderer/features/endpoints/schedule.ts'

const save = endpointMethods['endpoints.save'].input

describe('a schedule in words', () => {
  test.each([
    [0, '0 seconds'],
    [200, '0.2 seconds'],
    [6000, '6 seconds'],
    [3_660_000, '1 hour 1 minute'],
    [3_600_000 + 5000, '1 hour'],
    [2 * 86_400_000 + 3 * 3_600_000 + 1000, '2 days 3 hours'],
  ])('%d ms is %s', (ms, words) => {
    expect(inWords(ms)).toBe(words)
  })

  test('times of today are times, others have their day', () => {
    const noon = new Date(2026, 10, 23, 12, 0, 0).getTime()
    expect(clockTime(noon + 61_000, noon)).toBe('12:01:01')
    expect(clockTime(noon + 86_400_000, noon)).toMatch(/^Tue,? 24 Nov,? 12:00$/)
  })

  test('jitter of each kind', () => {
    const second = (jitter: number | { mode: 'full' | 'add'; share?: number }) =>
      previewSchedule({ delaysSeconds: [100], jitter })[1] as ReturnType<typeof previewSchedule>[number]
    expect(rangeText(second(0))).toBe('')
    expect(rangeText(second(0.5))).toBe('± 50 seconds')
    expect(rangeText(second({ mode: 'add', share: 0.1 }))).toBe('up to 10 seconds later')
    expect(rangeText(second({ mode: 'full' }))).toBe('up to 1 minute 40 seconds earlier')
  })

  test('the line runs from 0 to 1 and never back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 1 }), waits => {
        let sum = 0
        const at = waits.map(wait => {
          sum += wait
          return sum
        })
        const places = at.map(each => place(each, at.at(-1) ?? 0))
        expect(places).toEqual([...places].sort((a, b) => a - b))
        expect(Math.max(...places)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('retries and limits while they are edited', () => {
  const through = (retry: unknown) => {
    const parsed = save.parse({ retry }).retry
    const draft = retryDraft(parsed)
    expect(retryErrors(draft)).toEqual({})
    return { parsed, again: save.parse({ retry: retryChoice(draft) }).retry }
  }

  test('whatever the contract takes, the form gives back unchanged in what it comes to', () => {
    const limits = { maxTries: 4, maxHours: 12, retry4xx: false, retryAfterCapSeconds: 600 }
    const rules = [
      ...presetNames.map(preset => ({ preset })),
      { preset: 'svix', jitter: { mode: 'full' }, ...limits },
      { kind: 'linear', firstSeconds: 5, stepSeconds: 10, capSeconds: 60, jitter: 0.25, ...limits },
      { kind: 'exponential', firstSeconds: 1, factor: 3, jitter: { mode: 'add', share: 0.2 }, maxHours: 5 },
    ]
    for (const rule of rules) {
      const { parsed, again } = through(rule)
      expect(previewSchedule(again as never), JSON.stringify(rule)).toEqual(previewSchedule(parsed as never))
      expect(again).toMatchObject(Object.fromEntries(Object.entries(rule).filter(([key]) => key in limits)))
    }
    const list = save.parse({ retry: { delaysSeconds: [1, 2.5], jitter: 0.1 } }).retry
    const draft = retryDraft(list, [1, 2.5])
    expect(retryChoice(draft)).toEqual({ delaysSeconds: [1, 2.5], jitter: { mode: 'plus-minus', share: 0.1 } })
  })

  test('errors stand at their fields, and only where the field counts', () => {
    const draft = retryDraft(undefined)
    expect(retryErrors({ ...draft, first: 'x', delays: 'y', share: 'z' })).toEqual({})
    const bad = { retry: 'exponential', first: '-1', factor: '0.5', cap: '0', jitter: 'add', share: '101', maxTries: '1.5' } as const
    expect(Object.keys(retryErrors({ ...draft, ...bad })).sort()).toEqual(['cap', 'factor', 'first', 'maxTries', 'share'])
    const limits = { ...limitsDraft(undefined), circuit: true, circuitAfter: '0', autoDisable: true, afterHours: '', rate: '0' }
    expect(Object.keys(limitsErrors(limits)).sort()).toEqual(['afterHours', 'circuitAfter', 'rate'])
    expect(limitsErrors({ ...limits, circuit: false, autoDisable: false, rate: '' })).toEqual({})
  })

  test('limits pass the contract; what is off is taken away', () => {
    const on = {
      ...limitsDraft(undefined),
      ordered: true,
      headBlock: '30',
      rate: '2.5',
      circuit: true,
      autoDisable: true,
      afterFailures: '50',
    }
    expect(save.parse(limitsInput(on))).toMatchObject({
      ordered: true,
      headBlockSeconds: 1800,
      rateLimit: { perSecond: 2.5 },
      circuit: { afterFailures: 10, openSeconds: 30 },
      autoDisable: { afterHours: 120, afterFailures: 50 },
    })
    expect(save.parse(limitsInput({ ...on, circuit: false, autoDisable: false, rate: '' }))).toMatchObject({
      rateLimit: null,
      circuit: null,
      autoDisable: null,
    })
  })
})
