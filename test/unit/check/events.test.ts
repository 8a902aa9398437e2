import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { providerById } from '#providers/index.ts'
import { freshEvent } from '../../../src-main/check/events.ts'
import type { Target } from '../../../src-main/check/target.ts'

const world = { now: () => 0, random: (count: number) => new Uint8Array(randomBytes(count)) }

/** The body of a new event after a captured one of Stripe's with that id. */
function freshBody(id: string): { id: string; type: string; data: { object: { status: string } } } {
  const captured = { id, type: 'payment_intent.succeeded', data: { object: { status: 'succeeded', of: id } } }
  const target = {
    url: 'http://127.0.0.1:1/webhooks',
    provider: providerById('stripe'),
    genuine: {
      kind: 'captured',
      method: 'POST',
      headers: ['Content-Type', 'application/json'],
      body: Buffer.from(JSON.stringify(captured)),
    },
  } as unknown as Target
  return JSON.parse(Buffer.from(freshEvent(target, world).body).toString())
}

test.each(['evt_1NXwPnFsAbCdEf', 'evt_AbCdEfGhIjKlMnOpQrStUvWx'])(
  'of a captured event a new one has an id of its own, whatever it is made of: %s',
  id => {
    const fresh = freshBody(id)
    expect(fresh.id).not.toBe(id)
    expect(fresh.id).toMatch(/^evt_[A-Za-z0-9]+$/)
    expect(fresh.id).toHaveLength(id.length)
    // What refers to it refers to the new one, and all else stays.
    expect(fresh).toEqual({ id: fresh.id, type: 'payment_intent.succeeded', data: { object: { status: 'succeeded', of: fresh.id } } })
  },
)

test('a short word is no id that could be replaced: it may stand anywhere', () => {
  expect(freshBody('succeeded')).toEqual({
    id: 'succeeded',
    type: 'payment_intent.succeeded',
    data: { object: { status: 'succeeded', of: 'succeeded' } },
  })
})
