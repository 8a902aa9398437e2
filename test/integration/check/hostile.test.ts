import { expect, test } from 'vitest'
import { correctExpress } from '../../fixtures/handlers/correct-express.ts'
import { floods, hangs, injects, redirects, resets, talksNonsense } from '../../fixtures/handlers/hostile.ts'
import { leaksSecret, noVerification } from '../../fixtures/handlers/verification.ts'
import { check, checkHandler, secret, told } from './support.ts'

const quick = { count: null }

test.concurrent('a target that hangs', async () => {
  const run = await checkHandler(hangs, { timeoutMs: 100, count: null })
  expect(run.findings.map(({ id }) => id)).toEqual(['no-answer'])
  expect(run.result('genuine').meaning).toContain('There was no answer within')
  expect(run.result('forged')).toMatchObject({
    outcome: 'skipped',
    meaning: 'The genuine event was not accepted, so this would prove nothing.',
  })
})

test.concurrent('a target that resets every connection', async () => {
  const run = await checkHandler(resets, quick)
  expect(run.findings.map(({ id }) => id)).toEqual(['no-answer'])
  expect(run.result('genuine').meaning).toContain('The connection was closed without an answer.')
})

test.concurrent('a target where nothing listens', async () => {
  const run = await check('http://127.0.0.1:1/webhooks', quick)
  expect(run.result('genuine').meaning).toContain('Nothing is listening on 127.0.0.1:1.')
})

test.concurrent('a target that answers 10 MB, of which little is read', async () => {
  const run = await checkHandler(floods, { ...quick, only: ['forged', 'duplicate', 'keep-alive', 'unsigned', 'head-options'] })
  expect(run.findings.map(({ id }) => id)).toEqual(['no-verification', 'long-answer'])
  const sizes = run.results.flatMap(({ exchanges }) => exchanges.map(({ received }) => received.bodySize))
  expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024)
  expect(JSON.stringify(run.results).length).toBeLessThan(200_000)
})

test.concurrent('a target that redirects is not followed', async () => {
  const run = await checkHandler(redirects, quick)
  expect(run.findings.map(({ id }) => id)).toEqual(['redirect'])
  expect(run.result('genuine').exchanges[0]?.received.status).toBe(308)
})

test.concurrent('a target that does not speak HTTP', async () => {
  const target = await talksNonsense()
  const run = await check(target.url, quick).finally(() => target.close())
  expect(run.findings.map(({ id }) => id)).toEqual(['no-answer'])
  expect(run.result('genuine').meaning).toContain('The answer is not HTTP')
})

test.concurrent('a target that refuses genuine events', async () => {
  const run = await checkHandler(injects, quick)
  expect(run.findings.map(({ id }) => id)).toEqual(['genuine-refused'])
})

test.concurrent('the limit of requests is kept', async () => {
  const run = await checkHandler(correctExpress, { limits: { maxRequests: 12 } })
  expect(run.state.requests).toBe(12)
  const last = run.result('burst-500')
  expect(last).toMatchObject({ outcome: 'skipped', meaning: 'The limit of 12 requests was reached.' })
  expect(run.findings).toEqual([])
})

test.concurrent('a run that is called off ends at once, and says nothing that it has not seen', async () => {
  const controller = new AbortController()
  const run = await checkHandler(hangs, {
    timeoutMs: 60_000,
    signal: controller.signal,
    ...abortSoon(controller),
  })
  expect(run.findings).toEqual([])
  expect(new Set(run.results.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']))
})

test.concurrent('an observation that fails is told, and the answers are judged by themselves', async () => {
  const run = await checkHandler(correctExpress, {
    only: ['duplicate', 'parallel'],
    count: async () => {
      throw new Error('The observation “psql” failed: no such database')
    },
  })
  expect(run.state.observationFailed).toBe('The observation “psql” failed: no such database')
  expect(run.findings).toEqual([])
  expect(run.result('duplicate')).toMatchObject({ outcome: 'passed', effects: null })
  expect(run.result('duplicate').notObservable).toContain('Without an observation, it cannot be seen')
})

test.concurrent('an observation that does not move is not believed', async () => {
  const run = await checkHandler(correctExpress, { only: ['duplicate'], count: async () => 7 })
  expect(run.state.observationFailed).toContain('did not change')
  expect(run.findings).toEqual([])
})

test.concurrent('without an observation a missing verification is found by the answers, and what cannot be seen is said', async () => {
  const run = await checkHandler(noVerification, { count: null })
  expect(
    run.findings.map(({ id }) => id),
    told(run).join('\n'),
  ).toEqual(['no-verification'])
  expect(run.result('forged').notObservable).toContain('could not be seen')
  expect(run.notObservable).toHaveLength(2)
})

test.concurrent('nothing that is kept holds the secret, not even where the target gives it away', async () => {
  const run = await checkHandler(leaksSecret, { only: ['forged', 'rotation'] })
  expect(run.result('forged').exchanges[0]?.received.body).toContain('{"secret":"••••••••"}')
  expect(JSON.stringify(run.results)).not.toContain(secret)
})

/** Calls off as soon as the target has been asked something, by way of the count before the first request. */
function abortSoon(controller: AbortController) {
  return {
    count: async () => {
      controller.abort()
      return 0
    },
  }
}
