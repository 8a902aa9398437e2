import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { invalidInput } from '#transport/invalid-input.ts'
import { type FramePort, portDuplex } from '#transport/port-duplex.ts'
import { serveDuplex } from '#transport/rpc-server.ts'
import { fakeCore } from '../../support/transport/fake-core.ts'

/** A port whose other end is the test. */
function handPort(refuses = () => false) {
  const posted: unknown[] = []
  let receive: (text: string) => void = () => {}
  let closed = 0
  const port: FramePort = {
    post(text) {
      if (refuses()) throw new Error('Object has been destroyed')
      posted.push(JSON.parse(text))
    },
    onMessage: listener => {
      receive = listener
    },
    onClose: () => {},
    close: () => {
      closed += 1
    },
  }
  return { port, posted, receive: (text: string) => receive(text), closed: () => closed }
}
const turn = () => new Promise<void>(resolve => setImmediate(resolve))

describe('one connection', () => {
  test('an answer that cannot be written as JSON is a defect of that call alone', async () => {
    const core = fakeCore()
    const { port, posted, receive } = handPort()
    serveDuplex(portDuplex(port), { services: core.services, hub: core.hub, log: core.log })
    receive('{"id":1,"method":"requests.forward","input":{"id":"req_1"}}')
    receive('{"id":2,"method":"app.info","input":{}}')
    await turn()
    expect(posted).toHaveLength(2)
    expect(posted).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 1, ok: false, error: expect.objectContaining({ code: 'internal' }) }),
        expect.objectContaining({ id: 2, ok: true }),
      ]),
    )
    expect(core.log.lines).toMatchObject([{ level: 'error', event: 'call.failed' }])
  })

  test('a port that refuses text is closed, and whoever published does not notice', async () => {
    const core = fakeCore()
    let gone = false
    const { port, receive, closed } = handPort(() => gone)
    serveDuplex(portDuplex(port), { services: core.services, hub: core.hub, log: core.log })
    receive('{"id":1,"method":"subscribe","input":{"topics":["*"]}}')
    await turn()
    gone = true
    core.hub.publish('config.changed', { what: 'sources' })
    core.hub.publish('config.changed', { what: 'sources' })
    expect(closed()).toBe(1)
  })

  test('without the option an answer is passed on as it is', async () => {
    const core = fakeCore()
    const { port, posted, receive } = handPort()
    serveDuplex(portDuplex(port), { services: core.services, hub: core.hub, log: core.log })
    receive('{"id":1,"method":"jobs.cancel","input":{"id":"job_1"}}')
    await turn()
    expect(posted).toEqual([{ id: 1, ok: true, value: { ok: 'perhaps' } }])
  })
})

describe('the sentence about wrong input', () => {
  const sentence = (schema: z.ZodType, input: unknown) => {
    const { error } = schema.safeParse(input)
    if (!error) throw new Error('The input was fine.')
    return invalidInput(error)
  }
  const schema = z.strictObject({
    name: z.string().max(3),
    to: z.union([z.strictObject({ endpointId: z.string() }), z.strictObject({ url: z.url() })]).optional(),
  })

  test('names the field', () => {
    expect(sentence(schema, {}).message).toMatch(/^"name": .*string/)
    expect(sentence(schema, { name: 'long' }).message).toMatch(/^"name": Too big/)
    expect(sentence(schema, 7).message).toMatch(/^The input: .*object/)
  })

  test('names the field within the branch of a union that was meant', () => {
    expect(sentence(schema, { name: 'a', to: { url: 'nonsense' } }).message).toMatch(/^"to\.url": Invalid URL\./)
  })

  test('names unknown fields, without what could break a terminal, and never a value', () => {
    expect(sentence(schema, { name: 'a', 'b\u001b[2J': 1, to: undefined }).message).toMatch(/^There is no field "b\?\[2J"\./)
    expect(sentence(schema, { name: 'a', to: { url: 'https://a.example', colour: 1 } }).message).toContain('"colour"')
    expect(JSON.stringify(sentence(schema, { name: 'whsec_very-secret' }))).not.toContain('very-secret')
  })
})
