import { beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryRow } from '#contract/deliveries.ts'
import { setClient } from '../../../../src-renderer/state/api.ts'
import { deliveriesChanged, loadDeliveries, showDeliveries } from '../../../../src-renderer/state/deliveries.ts'
import { callForRows, renewing } from '../../../../src-renderer/state/fresh.ts'
import { app } from '../../../../src-renderer/state/store.ts'
import { loadedIds } from '../../../../src-renderer/state/window.ts'

const row = (id: string, state = 'pending') => ({ id, state, endpointId: 'ep_1', reason: null }) as DeliveryRow
const settle = () => new Promise<void>(resolve => setTimeout(resolve, 0))

/** A core whose answers are held until they are let go, and which tells of things meanwhile. */
const listeners = new Map<string, Set<(event: unknown) => void>>()
let held: ((rows: readonly unknown[]) => void)[] = []
const tell = (type: string, event: unknown) => {
  for (const listener of [...(listeners.get(type) ?? [])]) listener(event)
}

beforeEach(() => {
  listeners.clear()
  held = []
  setClient({
    on(type: string, listener: (event: unknown) => void) {
      const set = listeners.get(type) ?? new Set()
      listeners.set(type, set.add(listener))
      return () => set.delete(listener)
    },
    call: (method: string) =>
      method === 'deliveries.groups'
        ? Promise.resolve({ rows: [], total: 0, complete: true })
        : new Promise(resolve => held.push(rows => resolve({ rows, complete: true }))),
  } as never)
})

describe('rows that were asked for', () => {
  test('are as new as what was told of them before the answer came', async () => {
    const asked = callForRows('deliveries.list', { limit: 10 })
    tell('delivery.changed', { rows: [row('dlv_2', 'delivered'), row('dlv_9', 'delivered')] })
    held[0]?.([row('dlv_2'), row('dlv_1')])
    expect((await asked).rows).toEqual([row('dlv_2', 'delivered'), row('dlv_1')])
  })

  test('lack Deliveries that were removed before the answer came', async () => {
    const asked = callForRows('deliveries.list', { limit: 10 })
    tell('delivery.removed', { ids: ['dlv_2'] })
    held[0]?.([row('dlv_2'), row('dlv_1')])
    expect((await asked).rows).toEqual([row('dlv_1')])
  })

  test('leave out what was deleted, or let through no longer, and keep what came back', async () => {
    const asked = callForRows('requests.list', { limit: 10 })
    tell('request.removed', { ids: ['req_3'] })
    tell('request.changed', { rows: [], outside: ['req_2', 'req_1'] })
    tell('request.changed', { rows: [{ id: 'req_1', pinned: true }] })
    held[0]?.([{ id: 'req_3' }, { id: 'req_2' }, { id: 'req_1' }])
    expect((await asked).rows).toEqual([{ id: 'req_1', pinned: true }])
  })

  test('are listened for no longer than the answer takes, also when it never comes', async () => {
    const asked = callForRows('deliveries.list', { limit: 10 })
    held[0]?.([])
    await asked
    let heardNoLonger = 0
    setClient({ on: () => () => heardNoLonger++, call: () => Promise.reject(new Error('The link is down.')) } as never)
    await expect(callForRows('deliveries.list', { limit: 10 })).rejects.toThrow('The link is down.')
    expect(heardNoLonger).toBe(4)
    expect([...listeners.values()].map(set => set.size)).toEqual([0, 0, 0, 0])
  })

  test('a list of Deliveries has what was born, and lacks what ceased to fit, while it was loading', async () => {
    showDeliveries({ state: 'pending' })
    const [answer] = held
    for (const rows of [[row('dlv_2', 'delivered')], [row('dlv_3')]]) {
      tell('delivery.changed', { rows })
      deliveriesChanged(rows)
    }
    answer?.([row('dlv_2'), row('dlv_1')])
    await settle()
    expect(loadedIds(app().deliveries.window)).toEqual(['dlv_3', 'dlv_1'])
    void loadDeliveries()
    held.at(-1)?.([row('dlv_1')])
    await settle()
    expect(loadedIds(app().deliveries.window)).toEqual(['dlv_1'])
  })
})

describe('one thing that may change while it is loading', () => {
  /** What is shown, and what answers the loads in their order. */
  function shown() {
    const values: string[] = []
    const answers: { give(value: string): void; fail(error: Error): void }[] = []
    const load = () => new Promise<string>((give, fail) => answers.push({ give, fail }))
    const loader = renewing(
      load,
      value => values.push(value),
      error => values.push(String(error)),
    )
    return { ...loader, values, answers }
  }

  test('is loaded once more, however often it changed, and never twice at a time', async () => {
    const { renew, values, answers } = shown()
    for (let times = 0; times < 5; times++) renew()
    expect(answers).toHaveLength(1)
    answers[0]?.give('before')
    await settle()
    expect(answers).toHaveLength(2)
    answers[1]?.give('after')
    await settle()
    expect([values, answers.length]).toEqual([['before', 'after'], 2])
    renew()
    expect(answers).toHaveLength(3)
  })

  test('is loaded once more after a failure too', async () => {
    const { renew, values, answers } = shown()
    renew()
    renew()
    answers[0]?.fail(new Error('The link is down.'))
    await settle()
    answers[1]?.give('after')
    await settle()
    expect(values).toEqual(['Error: The link is down.', 'after'])
  })

  test('is shown no more when nobody looks', async () => {
    const { renew, stop, values, answers } = shown()
    renew()
    renew()
    stop()
    answers[0]?.give('late')
    await settle()
    expect([values, answers.length]).toEqual([[], 1])
  })
})
