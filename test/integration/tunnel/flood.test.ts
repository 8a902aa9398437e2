import { expect, test } from 'vitest'
import { systemClock } from '#node/clock.ts'
import { eventually } from '../../support/core.ts'
import { FakeClock } from '../../support/fake-clock.ts'
import { openTrusting } from './support.ts'

test('strangers make at most 50 rows a second through the tunnel, the rest is counted in one; Sources and the public port have no such limit', async () => {
  // The receiver's clock alone stands still: all of these come within one second of it.
  const still = new FakeClock()
  const core = await openTrusting({ ports: { clock: { ...systemClock, now: still.now } } })
  await core.rpc['sources.save']({ name: 'Shop' })
  const { target } = await core.rpc['tunnel.status']({})
  const statuses = async (url: string, count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, n) => fetch(`${url}?n=${n}`, { method: 'POST', body: 'x' })))
    return answers.map(({ status }) => status)
  }
  const rows = async (filter: string) => (await core.rpc['requests.list']({ filter, limit: 200 })).rows

  const flood = await statuses(`${target}/wp-login.php`, 70)
  expect(flood.filter(status => status === 200)).toHaveLength(50)
  expect(flood.filter(status => status === 429)).toHaveLength(20)
  expect(await statuses(`${target}/shop`, 60)).toEqual(Array.from({ length: 60 }, () => 200))
  expect(await statuses(`${core.receiverUrl}/other`, 60)).toEqual(Array.from({ length: 60 }, () => 200))
  expect((await rows('')).length).toBe(171)
  const [one] = (await rows('')).filter(({ problem }) => problem === 'flooded')
  expect(one).toMatchObject({
    replyStatus: 429,
    via: 'tunnel',
    size: 0,
    path: '/wp-login.php',
    note: expect.stringMatching(/^And 19 more/),
  })

  // The next second has room again, and more of the flood is counted in the same row.
  still.advance(1000)
  const next = await statuses(`${target}/wp-login.php`, 55)
  expect(next.filter(status => status === 429)).toHaveLength(5)
  await eventually(async () => (await rows('')).filter(({ problem }) => problem === 'flooded').map(({ note }) => note)).toEqual([
    expect.stringMatching(/^And 24 more/),
  ])
})
