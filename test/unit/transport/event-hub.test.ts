import { describe, expect, test } from 'vitest'
import { createCoalescer, frameMs } from '#app/event-coalescer.ts'
import { createEventHub } from '#app/event-hub.ts'
import type { DeliveryRow } from '#contract/deliveries.ts'
import type { AppEvent, Resync } from '#contract/events.ts'
import type { RequestRow } from '#contract/requests.ts'
import { handClock, requestRow } from '../../support/transport/fake-core.ts'

const rows = (count: number) => Array.from({ length: count }, (_, at) => requestRow({ id: `req_${at}` }))

describe('hub', () => {
  const collect = () => {
    const got: (AppEvent | Resync)[] = []
    return { got, deliver: (event: AppEvent | Resync) => void got.push(event), types: () => got.map(event => `${event.seq} ${event.type}`) }
  }

  test('topics are a type, a group or everything, and a group is a whole word', () => {
    const hub = createEventHub({ epoch: 'e' })
    const exact = collect()
    const group = collect()
    const every = collect()
    const part = collect()
    hub.subscribe({ topics: ['request.added'] }, exact.deliver)
    hub.subscribe({ topics: ['request'] }, group.deliver)
    hub.subscribe({ topics: ['*'] }, every.deliver)
    hub.subscribe({ topics: ['req'] }, part.deliver)
    hub.publish('request.added', { rows: [] })
    hub.publish('request.removed', { ids: [] })
    hub.publish('config.changed', { what: 'settings' })
    expect(exact.types()).toEqual(['1 request.added'])
    expect(group.types()).toEqual(['1 request.added', '2 request.removed'])
    expect(every.types()).toEqual(['1 request.added', '2 request.removed', '3 config.changed'])
    expect(part.types()).toEqual([])
  })

  test('since: what was missed, or resync when it is gone, from the future or of another run', () => {
    const hub = createEventHub({ epoch: 'e', keep: 3 })
    for (let at = 0; at < 5; at++) hub.publish('config.changed', { what: 'settings' })
    const from = (epoch: string, seq: number) => {
      const { deliver, types } = collect()
      const { seq: now } = hub.subscribe({ topics: ['*'], since: { epoch, seq } }, deliver)
      expect(now).toBe(5)
      return types()
    }
    expect(from('e', 5)).toEqual([])
    expect(from('e', 4)).toEqual(['5 config.changed'])
    expect(from('e', 2)).toEqual(['3 config.changed', '4 config.changed', '5 config.changed'])
    expect(from('e', 1)).toEqual(['5 resync'])
    expect(from('e', 6)).toEqual(['5 resync'])
    expect(from('other', 5)).toEqual(['5 resync'])
  })

  test('what is kept is bounded by rows as well', () => {
    const hub = createEventHub({ epoch: 'e', keepRows: 100 })
    hub.publish('request.added', { rows: rows(60) })
    hub.publish('request.added', { rows: rows(60) })
    const { deliver, types } = collect()
    hub.subscribe({ topics: ['*'], since: { epoch: 'e', seq: 0 } }, deliver)
    expect(types()).toEqual(['2 resync'])
    const one = collect()
    hub.subscribe({ topics: ['*'], since: { epoch: 'e', seq: 1 } }, one.deliver)
    expect(one.types()).toEqual(['2 request.added'])
  })

  test('a subscriber that closes while it is told hears no more of that very event’s followers', () => {
    const hub = createEventHub({ epoch: 'e' })
    const { got, deliver } = collect()
    const subscription = hub.subscribe({ topics: ['*'] }, event => {
      deliver(event)
      subscription.close()
    })
    hub.publish('config.changed', { what: 'settings' })
    hub.publish('config.changed', { what: 'settings' })
    expect(got).toHaveLength(1)
  })

  test('a filtered subscriber hears that something else came in, and to where, but not what', () => {
    const row = (id: string, method: string, sourceId: string | null) => ({ id, method, sourceId }) as RequestRow
    const hub = createEventHub({
      epoch: 'e',
      compileFilter:
        text =>
        ({ method }) =>
          method === text,
    })
    const { got, deliver } = collect()
    hub.subscribe({ topics: ['request'], filter: 'PUT' }, deliver)
    hub.publish('request.added', { rows: [row('a', 'PUT', 'src_1'), row('b', 'GET', 'src_2'), row('c', 'GET', 'src_2')] })
    hub.publish('request.added', { rows: [row('d', 'GET', null)], more: 7 })
    hub.publish('request.added', { rows: [row('e', 'PUT', 'src_1')] })
    expect(got).toEqual([
      { epoch: 'e', seq: 1, type: 'request.added', rows: [row('a', 'PUT', 'src_1')], othersFrom: ['src_2'] },
      { epoch: 'e', seq: 2, type: 'request.added', rows: [], more: 7, othersFrom: [null] },
      { epoch: 'e', seq: 3, type: 'request.added', rows: [row('e', 'PUT', 'src_1')] },
    ])
  })
})

describe('coalescer', () => {
  const deliveryRow = (id: string, attemptCount: number) => ({ id, attemptCount }) as DeliveryRow
  const setUp = () => {
    const clock = handClock()
    const published: [at: number, rows: string[]][] = []
    const hub = createEventHub({ epoch: 'e' })
    hub.subscribe({ topics: ['delivery.changed'] }, event => {
      if (event.type === 'delivery.changed') published.push([clock.now(), event.rows.map(row => `${row.id} ${row.attemptCount}`)])
    })
    return { clock, published, coalescer: createCoalescer({ hub, clock }) }
  }

  test('the first row goes out at once, those of the next frame together', () => {
    const { clock, published, coalescer } = setUp()
    coalescer.deliveryChanged(deliveryRow('a', 1))
    clock.advance(0)
    coalescer.deliveryChanged(deliveryRow('b', 1))
    coalescer.deliveryChanged(deliveryRow('c', 1))
    clock.advance(frameMs - 1)
    expect(published).toEqual([[0, ['a 1']]])
    clock.advance(1)
    expect(published.slice(1)).toEqual([[frameMs, ['b 1', 'c 1']]])
  })

  test('a Delivery that changes twice is told once, as it is at the end', () => {
    const { clock, published, coalescer } = setUp()
    coalescer.deliveryChanged(deliveryRow('a', 1))
    coalescer.deliveryChanged(deliveryRow('b', 1))
    coalescer.deliveryChanged(deliveryRow('a', 2))
    clock.advance(0)
    expect(published).toEqual([[0, ['a 2', 'b 1']]])
  })

  test('one that is removed is told of at once, and does not come back by a change that was still to be told', () => {
    const clock = handClock()
    const told: unknown[] = []
    const hub = createEventHub({ epoch: 'e' })
    hub.subscribe({ topics: ['delivery.changed', 'delivery.removed'] }, ({ epoch: _, seq: __, ...event }) => void told.push(event))
    const coalescer = createCoalescer({ hub, clock })
    coalescer.deliveryChanged(deliveryRow('a', 1))
    coalescer.deliveryChanged(deliveryRow('b', 1))
    coalescer.deliveriesRemoved(['a'])
    clock.advance(frameMs)
    expect(told).toEqual([
      { type: 'delivery.removed', ids: ['a'] },
      { type: 'delivery.changed', rows: [deliveryRow('b', 1)] },
    ])
  })

  test('never more than 30 frames a second, whatever comes', () => {
    const { clock, published, coalescer } = setUp()
    for (let at = 0; at < 10_000; at++) {
      coalescer.deliveryChanged(deliveryRow(`${at}`, 1))
      clock.advance(1)
    }
    expect(published.length).toBeGreaterThan(250)
    expect(published.length).toBeLessThanOrEqual(302)
    coalescer.close()
    expect(published.flatMap(([, rows]) => rows)).toEqual(Array.from({ length: 10_000 }, (_, at) => `${at} 1`))
  })

  test('closing tells what waits, and takes no more', () => {
    const { published, coalescer } = setUp()
    coalescer.deliveryChanged(deliveryRow('a', 1))
    coalescer.close()
    coalescer.deliveryChanged(deliveryRow('b', 1))
    expect(published).toEqual([[0, ['a 1']]])
  })
})
