import { expect, test } from 'vitest'
import { correctHono } from '../../fixtures/handlers/correct-hono.ts'
import { idempotencyRace } from '../../fixtures/handlers/repeats.ts'
import { checkHandler } from './support.ts'

/** Only what tells a race, so that twenty runs cost little. */
const options = { only: ['parallel'], limits: { settleMs: 25 } }

test('a race is found twenty times out of twenty, and never where there is none', async () => {
  const found: string[][] = []
  for (let run = 0; run < 20; run++) {
    const [racing, right] = await Promise.all([checkHandler(idempotencyRace, options), checkHandler(correctHono, options)])
    found.push([...racing.findings, ...right.findings].map(({ id }) => id))
  }
  expect(found).toEqual(Array.from({ length: 20 }, () => ['idempotency-race']))
}, 120_000)
