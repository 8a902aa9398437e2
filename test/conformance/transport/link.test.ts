import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { MethodName } from '#contract/methods.ts'
import { type Client, createClient } from '../../../src-renderer/link/client.ts'
import { type FakeCore, fakeCore, requestRow } from '../../support/transport/fake-core.ts'
import { type Link, links } from '../../support/transport/links.ts'

const environment = {
  timer: (_ms: number, run: () => void) =>
    (
      t => () =>
        clearTimeout(t)
    )(setTimeout(run, 0)),
}
const refusal = (code: string) => expect.objectContaining({ name: 'LinkError', code })

describe.each(links)('link over %s', (_name, openLink) => {
  let core: FakeCore
  let link: Link
  let client: Client
  /** Holds the next connects back while a test does something behind the client's back. */
  let gate: Promise<void>

  beforeEach(async () => {
    core = fakeCore({ keep: 50 })
    link = await openLink(core)
    gate = Promise.resolve()
    client = createClient(async () => {
      await gate
      return link.connect()
    }, environment)
  })
  afterEach(async () => {
    core.release()
    client.close()
    await link.end()
  })

  const stateBecomes = (state: string) =>
    new Promise<void>(resolve => {
      const check = () => client.link.get() === state && resolve()
      client.link.subscribe(check)
      check()
    })
  /** Cuts the link and keeps it down while `meanwhile` runs; resolves when it is live again. */
  const whileDown = async (meanwhile: () => void) => {
    let open = () => {}
    gate = new Promise(resolve => {
      open = resolve
    })
    link.cut()
    await stateBecomes('connecting')
    meanwhile()
    open()
    await stateBecomes('live')
  }
  const publish = (count: number) => {
    for (let at = 0; at < count; at++) core.hub.publish('config.changed', { what: 'sources' })
  }
  /** Everything that the core had sent before has arrived. */
  const settled = () => client.call('app.info', {})

  test('a call is answered', async () => {
    await expect(client.call('app.info', {})).resolves.toMatchObject({ version: '0.0.0', capabilities: { secretStorage: 'a key file' } })
    expect(client.link.get()).toBe('live')
  })

  test('a refusal keeps code, sentence and details', async () => {
    await expect(client.call('requests.get', { id: 'req_9' })).rejects.toMatchObject({
      name: 'LinkError',
      code: 'not_found',
      message: 'There is no Request req_9. It may have been deleted.',
      details: { id: 'req_9' },
    })
  })

  test('input that does not fit is refused with the field named', async () => {
    const wrong = { limit: 'many' } as unknown as { limit: number }
    await expect(client.call('requests.list', wrong)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/^"limit": .*number/),
      details: { issues: [{ path: 'limit' }] },
    })
    await expect(client.call('app.info', { nonsense: 1 } as never)).rejects.toMatchObject({
      message: expect.stringContaining('no field "nonsense"'),
    })
  })

  test('a method that does not exist is refused, also one that every object has', async () => {
    await expect(client.call('requests.burn' as MethodName, {} as never)).rejects.toEqual(refusal('unknown_method'))
    await expect(client.call('constructor' as MethodName, {} as never)).rejects.toEqual(refusal('unknown_method'))
  })

  test('a defect is logged and told as internal, without what it said', async () => {
    const error = await client.call('requests.count', {}).catch(thrown => thrown)
    expect(error).toEqual(refusal('internal'))
    expect(error.message).not.toContain('secret-in-stack')
    expect(JSON.stringify(core.log.lines)).toContain('secret-in-stack')
  })

  test('an answer that breaks the contract is a defect where outputs are checked', async () => {
    await expect(client.call('jobs.cancel', { id: 'job_1' })).rejects.toEqual(refusal('internal'))
  })

  test('calls at the same time each get their own answer, and a slow one holds up none', async () => {
    const slow = client.call('jobs.get', { id: 'job_1' })
    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => client.call('requests.list', { before: String(at) })))
    expect(answers.map(answer => answer.rows[0]?.path)).toEqual(Array.from({ length: 200 }, (_, at) => `/${at}`))
    core.release()
    await expect(slow).resolves.toMatchObject({ id: 'job_1', state: 'done' })
  })

  test('one caller cannot have more than 256 calls under way', async () => {
    const slow = Array.from({ length: 256 }, (_, at) => client.call('jobs.get', { id: `job_${at}` }))
    await expect(client.call('app.info', {})).rejects.toEqual(refusal('too_large'))
    core.release()
    expect(await Promise.all(slow)).toHaveLength(256)
    await expect(client.call('app.info', {})).resolves.toBeDefined()
  })

  test('big answers and big events come whole', async () => {
    const { rows } = await client.call('requests.list', { limit: 500 })
    expect(rows).toHaveLength(500)
    expect(rows[499]?.note).toHaveLength(10_000)

    const heard = vi.fn()
    client.on('request.added', heard)
    await client.subscribe({ topics: ['request'] })
    core.hub.publish('request.added', { rows: [requestRow({ note: 'é'.repeat(3_000_000) })] })
    await settled()
    expect(heard.mock.calls[0]?.[0].rows[0].note).toHaveLength(3_000_000)
  })

  test('an input just below 1 MiB goes through; above it the call alone fails', async () => {
    const body = `${'ü'.repeat(520_000)}\u0000\ud83d\ude00`
    const { messageId } = await client.call('messages.send', { eventType: 'test', body })
    expect(messageId).toBe(createHash('sha256').update(body).digest('hex'))

    const pending = client.call('jobs.get', { id: 'job_1' })
    await expect(client.call('messages.send', { eventType: 'test', body: 'ü'.repeat(530_000) })).rejects.toEqual(refusal('too_large'))
    core.release()
    await expect(pending).resolves.toBeDefined()
  })

  test('an aborted call rejects with the reason and its late answer is dropped', async () => {
    const abort = new AbortController()
    const call = client.call('jobs.get', { id: 'job_1' }, { signal: abort.signal })
    await settled()
    abort.abort(new Error('typed on'))
    await expect(call).rejects.toThrow('typed on')
    core.release()
    await expect(settled()).resolves.toBeDefined()
  })

  test('events come in order, numbered without a gap, and only those asked for', async () => {
    const seqs: number[] = []
    const jobs = vi.fn()
    client.on('config.changed', event => seqs.push(event.seq))
    client.on('alert.raised', jobs)
    publish(3)
    await client.subscribe({ topics: ['config.changed'] })
    publish(40)
    core.hub.publish('request.removed', { ids: ['req_1'] })
    publish(1)
    await settled()
    expect(seqs).toEqual([...Array.from({ length: 40 }, (_, at) => at + 4), 45])
    expect(jobs).not.toHaveBeenCalled()

    await client.call('unsubscribe', {})
    publish(1)
    await settled()
    expect(seqs.at(-1)).toBe(45)
  })

  test('a filter narrows request events, tells where others came to, and which changed rows are outside of it', async () => {
    const added: unknown[] = []
    const changed = vi.fn()
    client.on('request.added', event => added.push([event.rows.map(row => row.id), event.othersFrom]))
    client.on('request.changed', changed)
    await client.subscribe({ topics: ['*'], filter: 'method:PUT' })
    const rows = [requestRow({ id: 'req_a', method: 'PUT' }), requestRow({ id: 'req_b', method: 'POST' })]
    core.hub.publish('request.added', { rows })
    core.hub.publish('request.added', { rows: rows.slice(1) })
    core.hub.publish('request.changed', { rows })
    await settled()
    const elsewhere = [rows[1]?.sourceId]
    expect(added).toEqual([
      [['req_a'], elsewhere],
      [[], elsewhere],
    ])
    expect(changed.mock.calls[0]?.[0]).toMatchObject({ rows: [{ id: 'req_a' }], outside: ['req_b'] })
  })

  test('a wrong filter is refused and the subscription before it stays', async () => {
    const heard = vi.fn()
    client.on('config.changed', heard)
    await client.subscribe({ topics: ['*'] })
    await expect(client.subscribe({ topics: ['*'], filter: 'colour:red' })).rejects.toEqual(refusal('invalid_input'))
    publish(1)
    await settled()
    expect(heard).toHaveBeenCalledOnce()
  })

  test('after a break it goes on where it was: nothing missed, nothing twice', async () => {
    const seqs: number[] = []
    const resync = vi.fn()
    client.on('config.changed', event => seqs.push(event.seq))
    client.onResync(resync)
    await client.subscribe({ topics: ['config'] })
    publish(5)
    await settled()
    await whileDown(() => publish(30))
    publish(5)
    await settled()
    await whileDown(() => {})
    publish(1)
    await settled()
    expect(seqs).toEqual(Array.from({ length: 41 }, (_, at) => at + 1))
    expect(resync).not.toHaveBeenCalled()
  })

  test('a break longer than the core remembers says resync, then goes on', async () => {
    const seqs: number[] = []
    const resync = vi.fn()
    client.on('config.changed', event => seqs.push(event.seq))
    client.onResync(resync)
    await client.subscribe({ topics: ['config'] })
    publish(1)
    await settled()
    await whileDown(() => publish(51))
    await settled()
    publish(1)
    await settled()
    expect(resync).toHaveBeenCalledOnce()
    expect(seqs).toEqual([1, 53])
  })

  test('another run of the core says resync', async () => {
    const resync = vi.fn()
    client.onResync(resync)
    await client.call('subscribe', { topics: ['*'], since: { epoch: 'run-0', seq: 0 } })
    await settled()
    expect(resync).toHaveBeenCalledOnce()
  })

  test('a break rejects what was under way and repeats none of it', async () => {
    const pending = client.call('jobs.get', { id: 'job_1' })
    await settled()
    const rejected = expect(pending).rejects.toEqual(refusal('disconnected'))
    await whileDown(() => {})
    await rejected
    await expect(client.call('app.info', {})).resolves.toBeDefined()
  })

  test('calls made while the link comes up wait for it', async () => {
    let answered: Promise<unknown> | undefined
    await settled()
    await whileDown(() => {
      answered = client.call('app.info', {})
    })
    await expect(answered).resolves.toMatchObject({ version: '0.0.0' })
  })

  test('closing rejects what is under way', async () => {
    const pending = client.call('jobs.get', { id: 'job_1' })
    await settled()
    client.close()
    await expect(pending).rejects.toEqual(refusal('disconnected'))
    await expect(client.call('app.info', {})).rejects.toEqual(refusal('disconnected'))
  })
})
