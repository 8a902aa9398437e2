import { beforeEach, describe, expect, test } from 'vitest'
import type { Alert } from '#contract/alerts.ts'
import { shownAlerts, withPage } from '../../../../src-renderer/features/alerts/pages.ts'
import { loadAlerts, unseenAlerts } from '../../../../src-renderer/state/alerts.ts'
import { setClient } from '../../../../src-renderer/state/api.ts'

/** The higher the number, the newer. */
const alert = (n: number, more: Partial<Alert> = {}): Alert =>
  ({ id: `alr_${String(n).padStart(4, '0')}`, kind: 'delivery_failed', lastAt: n, muted: false, acknowledgedAt: null, ...more }) as Alert
let kept: Alert[] = []

/** A core that pages as it does: newest first, `next` only where there is more. */
beforeEach(() => {
  setClient({
    on: () => () => {},
    call: async (method: string, input: { limit: number; before?: string; unacknowledged?: boolean }) => {
      if (method === 'alerts.mutes') return { rows: [] }
      const rows = kept
        .filter(each => (input.before === undefined || each.id < input.before) && (!input.unacknowledged || each.acknowledgedAt === null))
        .sort((a, b) => (a.id < b.id ? 1 : -1))
      const page = rows.slice(0, input.limit)
      return { rows: page, ...(rows.length > input.limit ? { next: page.at(-1)?.id } : {}) }
    },
  } as never)
})

describe('what the bell counts', () => {
  test('is right however many newer alerts were seen', async () => {
    kept = Array.from({ length: 400 }, (_, n) => alert(n, { acknowledgedAt: n < 3 ? null : 1 }))
    await loadAlerts()
    expect(unseenAlerts()).toBe(3)
  })

  test('is more than 99 where it is, also behind as many that were muted', async () => {
    kept = Array.from({ length: 1500 }, (_, n) => alert(n, { muted: n >= 600 }))
    await loadAlerts()
    expect(unseenAlerts()).toBeGreaterThan(99)
  })
})

describe('the history', () => {
  const page = (from: number, to: number, next?: number) => ({
    rows: Array.from({ length: from - to }, (_, i) => alert(from - i)),
    ...(next === undefined ? {} : { next: alert(next).id }),
  })

  test('has more where the core says so, whatever the number of its rows', () => {
    expect(withPage(null, page(20, 0)).next).toBeUndefined()
    const first = withPage(null, page(40, 20, 21))
    expect(first.next).toBe(alert(21).id)
    expect(withPage(first, page(20, 0)).rows).toHaveLength(40)
  })

  test('an old one that nobody has seen does not stand above what is still to be loaded', () => {
    const known = [alert(41), alert(5)]
    const first = withPage(null, page(40, 20, 21))
    expect(shownAlerts(known, null, first).map(each => each.lastAt)).toEqual(Array.from({ length: 21 }, (_, i) => 41 - i))
    expect(shownAlerts(known, null, withPage(first, page(20, 0)))).toHaveLength(41)
    expect(shownAlerts(known, 'disk_low', null)).toEqual([])
  })

  test('what the window knows of an alert is newer than what was loaded of it', () => {
    expect(shownAlerts([alert(3, { acknowledgedAt: 9 })], null, withPage(null, page(3, 2)))).toMatchObject([{ acknowledgedAt: 9 }])
  })
})
