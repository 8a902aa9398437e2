import { beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryRow } from '#contract/deliveries.ts'
import { canRetry, chosenFor } from '../../../../src-renderer/commands/delivery-work.ts'
import { setClient } from '../../../../src-renderer/state/api.ts'
import {
  chosenDeliveries,
  deliveriesChanged,
  deliveriesRemoved,
  loadDeliveries,
  markDeliveriesTo,
  moveDelivery,
  selectDelivery,
  setDeliveriesAtEdge,
  showDeliveries,
} from '../../../../src-renderer/state/deliveries.ts'
import { keptName } from '../../../../src-renderer/state/deliveries-view.ts'
import { app, change } from '../../../../src-renderer/state/store.ts'
import { loadedIds } from '../../../../src-renderer/state/window.ts'

const row = (id: string, more: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id,
  state: 'failed',
  messageId: 'msg_1',
  endpointId: 'ep_1',
  endpointName: 'Shop',
  url: 'http://localhost',
  requestId: null,
  eventType: null,
  method: 'POST',
  attemptCount: 1,
  lastStatus: 500,
  lastError: null,
  reason: 'http-500',
  nextAttemptAt: null,
  createdAt: 0,
  updatedAt: 0,
  ...more,
})

/** What the core would list, newest first. */
let listed: DeliveryRow[] = []
let asked: unknown[] = []
const settle = () => new Promise<void>(resolve => setTimeout(resolve, 0))
const ids = () => loadedIds(app().deliveries.window)

beforeEach(async () => {
  listed = [row('dlv_3'), row('dlv_2'), row('dlv_1')]
  asked = []
  setClient({
    on: () => () => {},
    call: async (method: string, input: unknown) => {
      if (method === 'deliveries.groups') return { rows: [], total: 0, complete: true }
      asked.push(input)
      return { rows: listed }
    },
  } as never)
  showDeliveries({ state: 'failed' })
  await settle()
})

describe('the list of Deliveries', () => {
  test('asks for what is shown, newest first', () => {
    expect(asked).toEqual([{ limit: 200, state: 'failed' }])
    expect(ids()).toEqual(['dlv_3', 'dlv_2', 'dlv_1'])
  })

  test('a row that changes is renewed in place, one that no longer fits leaves, a new one joins at the top', () => {
    deliveriesChanged([row('dlv_2', { state: 'pending' }), row('dlv_1', { attemptCount: 9 }), row('dlv_4')])
    expect(ids()).toEqual(['dlv_4', 'dlv_3', 'dlv_1'])
    expect(app().deliveries.window.pages[0]?.rows?.[2]?.attemptCount).toBe(9)
    deliveriesChanged([row('dlv_5', { endpointId: 'ep_2', state: 'delivered' })])
    expect(ids()).toEqual(['dlv_4', 'dlv_3', 'dlv_1'])
  })

  test('one that comes to fit out of order has the list loaded afresh, and nothing stands in the wrong place meanwhile', async () => {
    listed = [row('dlv_3'), row('dlv_2'), row('dlv_15'), row('dlv_1')]
    deliveriesChanged([row('dlv_15')])
    expect(ids()).toEqual(['dlv_3', 'dlv_2', 'dlv_1'])
    await expect.poll(ids).toEqual(['dlv_3', 'dlv_2', 'dlv_15', 'dlv_1'])
  })

  test('scrolled away nothing moves; what is newer is counted, and shown at the top', async () => {
    setDeliveriesAtEdge(false)
    deliveriesChanged([row('dlv_4'), row('dlv_5')])
    expect(ids()).toEqual(['dlv_3', 'dlv_2', 'dlv_1'])
    expect(app().deliveries.waiting).toBe(2)
    // Told of again, and one that stands below: neither is another newer one.
    deliveriesChanged([row('dlv_5', { updatedAt: 1 }), row('dlv_0')])
    expect(app().deliveries.waiting).toBe(2)
    listed = [row('dlv_5'), row('dlv_4'), ...listed]
    setDeliveriesAtEdge(true)
    await settle()
    expect(ids()).toEqual(['dlv_5', 'dlv_4', 'dlv_3', 'dlv_2', 'dlv_1'])
    expect(app().deliveries.waiting).toBe(0)
  })

  test('an answer to an earlier question is dropped', async () => {
    const slow = loadDeliveries()
    listed = [row('dlv_9', { state: 'pending' })]
    showDeliveries({ state: 'pending' })
    await slow
    await settle()
    expect(ids()).toEqual(['dlv_9'])
  })

  test('from one that has left the list one goes on where it was', () => {
    selectDelivery('dlv_2')
    deliveriesChanged([row('dlv_2', { state: 'pending' })])
    expect(ids()).toEqual(['dlv_3', 'dlv_1'])
    moveDelivery(1)
    expect(app().deliveries.selectedId).toBe('dlv_1')
  })

  test('moved, extended and chosen: oldest first, as they are to be sent', () => {
    selectDelivery(null)
    moveDelivery(1)
    expect(app().deliveries.selectedId).toBe('dlv_3')
    moveDelivery(1, true)
    expect(chosenDeliveries()).toEqual(['dlv_2', 'dlv_3'])
    markDeliveriesTo('dlv_1')
    expect(chosenDeliveries()).toEqual(['dlv_1', 'dlv_2', 'dlv_3'])
    moveDelivery(-1)
    expect(chosenDeliveries()).toEqual(['dlv_2'])
  })

  test('what is removed leaves the list and the choice, and its neighbour takes its place', () => {
    selectDelivery('dlv_3')
    markDeliveriesTo('dlv_2')
    deliveriesRemoved(['dlv_3', 'dlv_2'])
    expect(ids()).toEqual(['dlv_1'])
    expect(app().deliveries).toMatchObject({ selectedId: 'dlv_1', marked: new Set() })
    deliveriesRemoved(['dlv_1'])
    expect(app().deliveries.selectedId).toBeNull()
  })

  test('of several that are chosen, work is for those it can be done with', () => {
    change({ endpoints: [{ id: 'ep_1' }] as never })
    listed = [
      row('dlv_4', { state: 'delivered' }),
      row('dlv_3', { state: 'pending' }),
      row('dlv_2', { endpointId: 'ep_gone' }),
      row('dlv_1'),
    ]
    deliveriesChanged(listed)
    showDeliveries()
    return settle().then(() => {
      markDeliveriesTo('dlv_4')
      markDeliveriesTo('dlv_1')
      expect(chosenFor('deliveries.retry')).toEqual(['dlv_1', 'dlv_3'])
      expect(chosenFor('deliveries.purge')).toEqual(['dlv_1', 'dlv_2'])
    })
  })

  test('an endpoint that was deleted is not retried, and is known by the name that its deliveries kept', () => {
    change({ endpoints: [] })
    expect(canRetry(row('dlv_1'))).toBe(false)
    expect(canRetry(row('dlv_1', { endpointId: null }))).toBe(true)
    expect(keptName(app().deliveries, 'ep_1')).toBe('Shop')
    expect(keptName(app().deliveries, 'ep_2')).toBeNull()
  })
})
