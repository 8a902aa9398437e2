import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '#contract/jobs.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { FakeClock } from '../../support/fake-clock.ts'

let core: RunningCore
const clock = new FakeClock(1_790_000_000_000)
beforeEach(async () => {
  core = await openCore({ ports: { clock } })
})
afterEach(() => core.end())

const post = (path: string, body = '{}') => fetch(`${core.receiverUrl}${path}`, { method: 'POST', body })
const paths = async (filter?: string) => (await core.rpc['requests.list'](filter === undefined ? {} : { filter })).rows.map(row => row.path)
const finished = (id: string) => core.event<{ job: Job }>('job.changed', ({ job }) => job.id === id && job.state === 'done')

async function clear(what: { filter: string } | { ids: string[] }): Promise<string> {
  const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.clear', ...what })
  await finished(jobId)
  return jobId
}

describe('Clear', () => {
  test('hides what matches but what somebody has marked, and Undo brings it back', async () => {
    for (const path of ['/a', '/pinned', '/noted', '/coloured', '/b']) await post(path)
    const rows = (await core.rpc['requests.list']({})).rows
    const id = (path: string) => rows.find(row => row.path === path)?.id ?? ''
    await core.rpc['requests.update']({ id: id('/pinned'), pinned: true })
    await core.rpc['requests.update']({ id: id('/noted'), note: 'ask Ada' })
    await core.rpc['requests.mark']({ ids: [id('/coloured')], label: 'green' })

    const job = await clear({ filter: '' })
    expect(await paths()).toEqual(['/coloured', '/noted', '/pinned'])
    expect((await core.rpc['requests.count']({})).count).toBe(3)

    expect(await core.rpc['requests.restore']({ jobId: job })).toEqual({ restored: 2 })
    expect(await paths()).toEqual(['/b', '/coloured', '/noted', '/pinned', '/a'])
  })

  test('what is named goes though it is marked, and Undo of one Clear leaves the other alone', async () => {
    await post('/one')
    await post('/two')
    const [two, one] = (await core.rpc['requests.list']({})).rows
    await core.rpc['requests.mark']({ ids: [one?.id ?? ''], pinned: true })
    const first = await clear({ ids: [one?.id ?? ''] })
    await clear({ ids: [two?.id ?? ''] })
    expect(await paths()).toEqual([])
    await core.rpc['requests.restore']({ jobId: first })
    expect(await paths()).toEqual(['/one'])
  })

  test('is for good after ten minutes', async () => {
    await post('/gone')
    await clear({ filter: '' })
    await post('/stays')
    clock.advance(9 * 60_000)
    const kept = core.sqlite().prepare('SELECT count(*) FROM requests').pluck()
    expect(kept.get()).toBe(2)
    clock.advance(2 * 60_000)
    await expect.poll(() => kept.get()).toBe(1)
    expect(await paths()).toEqual(['/stays'])
  })

  test('another job is no Clear', async () => {
    await post('/x')
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.delete', filter: 'method:get' })
    await expect(core.rpc['requests.restore']({ jobId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('labels', () => {
  test('are set on many at once, told, found by the filter, and taken away', async () => {
    for (const path of ['/a', '/b', '/c']) await post(path)
    const ids = (await core.rpc['requests.list']({})).rows.slice(0, 2).map(row => row.id)
    const told = core.event<{ rows: { label: string | null }[] }>('request.changed', ({ rows }) => rows.length === 2)
    await core.rpc['requests.mark']({ ids, label: 'red' })
    expect((await told).rows.map(row => row.label)).toEqual(['red', 'red'])
    expect(await paths('label:red')).toEqual(['/c', '/b'])
    expect(await paths('-is:labelled')).toEqual(['/a'])
    await core.rpc['requests.mark']({ ids, label: null })
    expect(await paths('label:red')).toEqual([])
    await expect(core.rpc['requests.list']({ filter: 'label:pink' })).rejects.toThrow(/takes one of red, orange/)
  })
})

describe('views', () => {
  test('are saved, renamed, listed by name and deleted; two of one name and a broken filter are refused', async () => {
    const slow = await core.rpc['views.save']({ name: 'Refused', filter: 'status:4xx' })
    await core.rpc['views.save']({ name: 'duplicates', filter: 'is:duplicate' })
    expect((await core.rpc['views.list']({})).rows.map(view => view.name)).toEqual(['duplicates', 'Refused'])
    await expect(core.rpc['views.save']({ name: 'Refused', filter: '' })).rejects.toThrow(/already/)
    await expect(core.rpc['views.save']({ name: 'x', filter: 'verdict:maybe' })).rejects.toMatchObject({ code: 'invalid_input' })
    const renamed = await core.rpc['views.save']({ id: slow.id, name: 'Errors', filter: 'status:>=400' })
    expect(renamed).toMatchObject({ id: slow.id, name: 'Errors', filter: 'status:>=400' })
    await core.rpc['views.delete']({ id: slow.id })
    expect((await core.rpc['views.list']({})).rows.map(view => view.name)).toEqual(['duplicates'])
    await expect(core.rpc['views.delete']({ id: slow.id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('stats', () => {
  test('count by minute and Source what came in, once each, also when it is gone', async () => {
    const { id: sourceId } = await core.rpc['sources.save']({ name: 'GitHub', slug: 'gh', provider: 'github', secrets: ['s3cret'] })
    await post('/gh')
    await post('/inbox', 'abc')
    const from = clock.now() - 60_000
    const ask = () => core.rpc['stats.get']({ from, to: clock.now() + 60_000, bucketMs: 60_000 })
    // Both readers have the index attached for lists, too.
    await Promise.all([paths('verdict:failed'), paths('status:200'), paths('label:red')])
    const sum = async () => (await ask()).requests.reduce((all, bucket) => all + bucket.requests, 0)
    clock.advance(1000)
    await expect.poll(sum).toBe(2)
    const { requests, complete } = await ask()
    expect(complete).toBe(true)
    expect(requests).toMatchObject([
      { sourceId: null, requests: 1, failed: 0, refused: 0, bytes: 3 },
      { sourceId, requests: 1, refused: 1, bytes: 2 },
    ])
    expect(new Set(requests.map(({ at }) => at % 60_000))).toEqual(new Set([0]))
    const ids = (await core.rpc['requests.list']({})).rows.map(row => row.id)
    await core.rpc['requests.delete']({ ids })
    expect(await sum()).toBe(2)
    await expect(core.rpc['stats.get']({ from: 0, to: clock.now(), bucketMs: 60_000 })).rejects.toThrow(/longer buckets/)
  })
})
