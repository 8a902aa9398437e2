import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '#contract/jobs.ts'
import { systemClock } from '#node/clock.ts'
import { openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
let skew = 0
beforeAll(async () => {
  core = await openCore({ ports: { clock: { ...systemClock, now: () => Date.now() + skew } } })
})
afterAll(() => core.end())

const secret = 'whsec_a_secret'
async function stripe(slug: string, at = Date.now(), key = secret) {
  const seconds = Math.floor(at / 1000)
  const body = JSON.stringify({ id: `evt_${slug}_${Math.random()}`, type: 'charge.succeeded' })
  const v1 = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')
  const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${seconds},v1=${v1}` }
  return (await fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', headers, body })).status
}
const source = (slug: string, more: object = {}) =>
  core.rpc['sources.save']({ slug, name: slug, provider: 'stripe', secrets: [secret], ...more })

describe('a selection verified again', () => {
  const ended = (id: string) => core.event<{ job: Job }>('job.changed', ({ job }) => job.id === id && job.state !== 'running')

  test('with another secret: counted by verdict and code; what was decided stays', async () => {
    const { id } = await source('again')
    for (const key of [secret, 'whsec_other', 'whsec_other', 'whsec_third']) await stripe('again', Date.now(), key)
    const filter = `source:${id}`
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.verify', filter, options: { secrets: ['whsec_other'] } })
    const { job } = await ended(jobId)
    expect(job).toMatchObject({
      state: 'done',
      done: 4,
      failed: 0,
      result: { verified: 2, failed: 2, 'code:signature_mismatch': 2 },
    })
    const verdicts = (await core.rpc['requests.list']({ filter })).rows.map(({ verdict, code }) => [verdict, code])
    expect(verdicts).toEqual([
      ['failed', 'signature_mismatch'],
      ['failed', 'signature_mismatch'],
      ['failed', 'signature_mismatch'],
      ['verified', null],
    ])
  })

  test('by ids, as another provider', async () => {
    const { id } = await source('other')
    await stripe('other')
    const ids = (await core.rpc['requests.list']({ filter: `source:${id}` })).rows.map(row => row.id)
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.verify', ids, options: { provider: 'github' } })
    expect((await ended(jobId)).job.result).toEqual({ failed: 1, 'code:missing_header': 1 })
    await expect(core.rpc['jobs.start']({ kind: 'requests.verify', ids, options: { secret: 'x' } })).rejects.toThrow('requests.verify')
    await expect(core.rpc['jobs.start']({ kind: 'requests.verify' })).rejects.toThrow('Name the Requests')
  })

  test('the secret that was given lies in the database sealed', async () => {
    const job = core.sqlite().prepare("SELECT group_concat(input_json) AS all_inputs FROM jobs WHERE kind = 'requests.verify'").get()
    expect(JSON.stringify(job)).toContain('secrets')
    expect(JSON.stringify(job)).not.toContain('whsec_other')
  })
})

describe('time', () => {
  test('of the future is refused, unless the Source does as the vendor’s SDK', async () => {
    await source('strict-time')
    expect(await stripe('strict-time', Date.now() + 3_600_000)).toBe(400)
    const { id } = await source('vendor-time', { asVendor: true })
    expect(await stripe('vendor-time', Date.now() + 3_600_000)).toBe(200)
    // As old as it is, Stripe's SDK refuses it too.
    expect(await stripe('vendor-time', Date.now() - 3_600_000)).toBe(400)
    const [old, future] = (await core.rpc['requests.list']({ filter: `source:${id}` })).rows
    expect([old?.code, future?.verdict]).toEqual(['timestamp_too_old', 'verified'])
    expect((await core.rpc['requests.verify']({ id: future?.id ?? '' })).verdict).toBe('verified')
  })

  test('that is off by the same amount all around says that this machine’s clock is wrong', async () => {
    const [a, b] = [await source('clock-a'), await source('clock-b')]
    const explanation = async (id: string) => {
      const [row] = (await core.rpc['requests.list']({ filter: `source:${id}`, limit: 1 })).rows
      return (await core.rpc['requests.get']({ id: row?.id ?? '' })).verification
    }
    skew = 2.5 * 3_600_000
    await stripe('clock-a')
    await stripe('clock-a')
    expect((await explanation(a.id)).explanation).not.toContain('same amount')
    await stripe('clock-a')
    const own = await explanation(a.id)
    expect(own).toMatchObject({
      code: 'timestamp_too_old',
      explanation: expect.stringMatching(/This machine’s clock is most likely 2\.5 hours ahead/),
    })
    expect(own.offMs).toBeGreaterThan(skew - 5000)
    await stripe('clock-b')
    expect((await explanation(b.id)).explanation).toMatch(
      /of 2 Sources, are all off by the same amount, 2\.5 hours: This machine’s clock is 2\.5 hours ahead/,
    )
    skew = 0
  })
})
