import { describe, expect, test, vi } from 'vitest'
import type { Duplex, Frame } from '#contract/frames.ts'
import { createClient } from '../../../src-renderer/link/client.ts'
import { LinkError } from '../../../src-renderer/link/link-error.ts'
import { pauseBefore } from '../../../src-renderer/link/reconnect.ts'

/** A duplex whose other end is the test. */
function handDuplex() {
  const sent: Frame[] = []
  const frameListeners: ((frame: Frame) => void)[] = []
  const closeListeners: (() => void)[] = []
  const duplex: Duplex = {
    send: frame => void sent.push(frame),
    onFrame: listener => void frameListeners.push(listener),
    onClose: listener => void closeListeners.push(listener),
    close: () => closeListeners.splice(0).forEach(run => void run()),
  }
  const receive = (frame: Frame) => frameListeners.forEach(run => void run(frame))
  return { duplex, sent, receive }
}

function setUp(connect: () => Promise<Duplex> | Duplex) {
  const pauses: number[] = []
  let due: (() => void) | null = null
  let wake = () => {}
  const states: string[] = []
  const client = createClient(connect, {
    random: () => 1,
    timer(ms, run) {
      pauses.push(ms)
      due = run
      return () => {
        due = null
      }
    },
    onWake(listener) {
      wake = listener
      return () => {}
    },
  })
  client.link.subscribe(() => states.push(client.link.get()))
  const turn = () => new Promise<void>(resolve => setImmediate(resolve))
  return {
    client,
    pauses,
    states,
    turn,
    /** Lets the timer that is set run out. */
    async elapse() {
      const run = due
      due = null
      run?.()
      await turn()
    },
    async wakeUp() {
      wake()
      await turn()
    },
  }
}

test('pauses double up to 10 s and vary by half', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 60].map(failures => pauseBefore(failures, 1))).toEqual([
    0, 250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ])
  expect(pauseBefore(3, 0)).toBe(500)
})

describe('a core that does not answer', () => {
  test('is asked ever more slowly; calls are refused with the reason, those that waited too', async () => {
    const reason = new LinkError({ code: 'unauthorized', message: 'Open the URL again.' })
    const connect = vi.fn(() => Promise.reject(reason))
    const { client, pauses, states, turn, elapse } = setUp(connect)
    expect(client.link.get()).toBe('connecting')
    const waited = client.call('app.info', {})
    await expect(waited).rejects.toBe(reason)
    await turn()
    for (let at = 0; at < 3; at++) await elapse()
    expect(connect).toHaveBeenCalledTimes(4)
    expect(pauses).toEqual([250, 500, 1000, 2000])
    expect(states).toEqual(['offline'])
    expect(client.lastError).toBe(reason)
    await expect(client.call('app.info', {})).rejects.toBe(reason)
    client.close()
  })

  test('is asked at once when the page wakes up', async () => {
    const { duplex } = handDuplex()
    const connect = vi.fn<() => Promise<Duplex>>().mockRejectedValueOnce(new Error('down')).mockResolvedValueOnce(duplex)
    const { client, states, turn, wakeUp } = setUp(connect)
    await turn()
    await wakeUp()
    expect(states).toEqual(['offline', 'live'])
    await wakeUp()
    expect(connect).toHaveBeenCalledTimes(2)
    client.close()
  })

  test('and accepts only to hang up is not asked in a tight loop', async () => {
    const links: ReturnType<typeof handDuplex>[] = []
    const { client, pauses, turn, elapse } = setUp(() => {
      const link = handDuplex()
      links.push(link)
      return link.duplex
    })
    await turn()
    for (let at = 0; at < 4; at++) {
      links.at(-1)?.duplex.close()
      await elapse()
    }
    expect(pauses).toEqual([0, 250, 500, 1000])
    // An answer proves the link: the next loss is met at once again.
    links.at(-1)?.receive({ id: -1, ok: true, value: null })
    links.at(-1)?.duplex.close()
    expect(pauses.at(-1)).toBe(0)
    client.close()
  })
})

test('a call that was sent is not sent again on the next link; the subscription is, from where it was', async () => {
  const links: ReturnType<typeof handDuplex>[] = []
  const { client, turn, elapse } = setUp(() => {
    const link = handDuplex()
    links.push(link)
    return link.duplex
  })
  await turn()
  const [first] = links
  const subscribed = client.subscribe({ topics: ['*'] })
  const call = client.call('sources.delete', { id: 'src_1' })
  const [subscribe] = first?.sent ?? []
  first?.receive({ id: (subscribe as { id: number }).id, ok: true, value: { epoch: 'e', seq: 7 } })
  await subscribed
  first?.receive({ event: { epoch: 'e', seq: 8, type: 'config.changed', what: 'sources' } })
  first?.duplex.close()
  await expect(call).rejects.toMatchObject({ code: 'disconnected', message: expect.stringContaining('Check whether it took effect') })
  await elapse()
  expect(links[1]?.sent).toMatchObject([{ method: 'subscribe', input: { topics: ['*'], since: { epoch: 'e', seq: 8 } } }])
  client.close()
})

test('a subscription that the core refuses after a break leads to another try, not to silence', async () => {
  const links: ReturnType<typeof handDuplex>[] = []
  const { client, pauses, turn, elapse } = setUp(() => {
    const link = handDuplex()
    links.push(link)
    return link.duplex
  })
  await turn()
  const reply = (at: number, rest: { ok: true; value: unknown } | { ok: false; error: { code: 'internal'; message: string } }) => {
    const link = links[at]
    const call = link?.sent[0]
    if (call && 'id' in call) link.receive({ id: call.id, ...rest })
  }
  const subscribed = client.subscribe({ topics: ['*'] })
  reply(0, { ok: true, value: { epoch: 'e', seq: 1 } })
  await subscribed
  for (const at of [0, 1, 2]) {
    if (at === 0) links[0]?.duplex.close()
    else reply(at, { ok: false, error: { code: 'internal', message: 'Out of order.' } })
    await turn()
    await elapse()
  }
  expect(links).toHaveLength(4)
  expect(pauses).toEqual([0, 250, 500])
  client.close()
})
