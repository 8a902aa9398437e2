import { expect, test } from 'vitest'
import { createPassThrough } from '#app/pass-through.ts'
import { StoreError } from '#store/errors.ts'
import { aCapture } from '../../support/capture.ts'

type Deps = Parameters<typeof createPassThrough>[0]

test('an app that could not be asked has answered 502 all the same: else each repetition would wait for ever', async () => {
  const answered: unknown[] = []
  const told: string[] = []
  const endpoint = { name: 'App', url: 'http://127.0.0.1:9/', local: true }
  const { reply } = createPassThrough({
    store: {
      read: {},
      write: {
        answerByApp: async (input: unknown) => {
          answered.push(input)
          return { forwardedTo: [], deliveryId: null }
        },
      },
    },
    attempting: {
      // Large bodies are read back; this one is gone.
      store: { readBody: () => Promise.reject(new StoreError('refused', 'There is no such Request.', 'not_found')) },
      config: { endpoint: () => endpoint, source: () => null },
      clock: { now: () => 7, monotonic: () => 0 },
    },
    touch: () => {},
    delivered: async () => {},
    wake: () => {},
    wireOutcome: (_: number, outcome: string) => told.push(outcome),
  } as unknown as Deps)
  const order = { kind: 'ask', endpointId: 2, deadlineMs: 1000, messageId: 3, deliveryId: 4, size: 100_000 } as const
  const stored = { id: 1, reply: { status: 0, headers: [], body: '', delayMs: 0 } }
  expect((await reply(stored, order, aCapture())).status).toBe(502)
  expect(answered).toMatchObject([{ requestId: 1, attempt: null, reply: { status: 502 } }])
  expect(told).toEqual(['The app could not be called: There is no such Request.'])
})
