import { describe, expect, test } from 'vitest'
import { createCoalescer, frameMs } from '#app/event-coalescer.ts'
import { createEventHub } from '#app/event-hub.ts'
import type { AppEvent, Resync } from '#contract/events.ts'
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
})

describe('coalescer', () => {
  const setUp = () => {
    const clock = handClock()
    const published: [at: number, type: string, what: unknown][] = []
    const hub = createEventHub({ epoch: 'e' })
    hub.subscribe({ topics: ['*'] }, event => {
      const what =
        'rows' in event
          ? event.rows.map(row => `${row.id}${'note' in row && row.note ? ` ${row.note}` : ''}`)
          : 'ids' in event
            ? event.ids
            : null
      published.push([clock.now(), event.type, what])
    })
    return { clock, published, coalescer: createCoalescer({ hub, clock }) }
  }

  test('the first row goes out at once, those of the next frame together', () => {
    const { clock, published, coalescer } = setUp()
    coalescer.requestAdded(requestRow({ id: 'a' }))
    clock.advance(0)
    coalescer.requestAdded(requestRow({ id: 'b' }))
    coalescer.requestAdded(requestRow({ id: 'c' }))
    clock.advance(frameMs - 1)
    expect(published).toEqual([[0, 'request.added', ['a']]])
    clock.advance(1)
    expect(published.slice(1)).toEqual([[frameMs, 'request.added', ['b', 'c']]])
  })

  test('changes merge: into the row that was not told yet, into each other, and into nothing when it was removed', () => {
    const { clock, published, coalescer } = setUp()
    coalescer.requestAdded(requestRow({ id: 'a' }))
    coalescer.requestChanged(requestRow({ id: 'a', note: '1' }))
    coalescer.requestChanged(requestRow({ id: 'b', note: '1' }))
    coalescer.requestChanged(requestRow({ id: 'b', note: '2' }))
    coalescer.requestAdded(requestRow({ id: 'c' }))
    coalescer.requestRemoved(['c', 'd'])
    coalescer.requestChanged(requestRow({ id: 'd', note: 'late' }))
    clock.advance(0)
    expect(published).toEqual([
      [0, 'request.added', ['a 1']],
      [0, 'request.changed', ['b 2']],
      [0, 'request.removed', ['c', 'd']],
    ])
  })

  test('never more than 30 frames a second, whatever comes', () => {
    const { clock, published, coalescer } = setUp()
    for (let at = 0; at < 10_000; at++) {
      coalescer.requestAdded(requestRow({ id: `a${at}` }))
      coalescer.requestChanged(requestRow({ id: `c${at}` }))
      clock.advance(1)
    }
    expect(published.length).toBeGreaterThan(250)
    expect(published.length).toBeLessThanOrEqual(302)
    coalescer.close()
    const told = published.flatMap(([, type, what]) => (type === 'request.added' ? (what as string[]) : []))
    expect(told).toEqual(Array.from({ length: 10_000 }, (_, at) => `a${at}`))
  })

  test('closing tells what waits', () => {
    const { published, coalescer } = setUp()
    coalescer.requestRemoved(['a'])
    coalescer.close()
    expect(published).toEqual([[0, 'request.removed', ['a']]])
  })
})
