import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'
import { testCertificate, testKey } from '../../support/delivery/tls.ts'

let core: RunningCore
let url: string
const server = createServer({ cert: testCertificate, key: testKey }, (request, response) =>
  request.resume().on('end', () => response.end('ok')),
)
beforeAll(async () => {
  core = await openCore()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  await core.end()
  await new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  })
})

async function deliver(more: object): Promise<{ state: string; error: string | null }> {
  const { id } = await core.rpc['endpoints.save']({ url, name: 'TLS', retry: { preset: 'none' }, ...more })
  const { deliveryIds } = await core.rpc['messages.send']({ endpointIds: [id], eventType: 'e', body: '{}' })
  await expect
    .poll(async () => (await core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })).state, { timeout: 20_000 })
    .not.toMatch(/pending|delivering/)
  const { state, lastError } = await core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })
  return { state, error: lastError }
}

describe('a certificate of the receiver’s own', () => {
  test('is refused, taken by its authority, or taken as it is; one Endpoint’s trust is not another’s', async () => {
    expect(await deliver({ insecureTls: true })).toEqual({ state: 'delivered', error: null })
    expect(await deliver({ ca: testCertificate })).toEqual({ state: 'delivered', error: null })
    // The connections that those two have left open are not lent to one that trusts nobody.
    expect(await deliver({})).toMatchObject({ state: 'failed', error: expect.stringContaining('TLS handshake') })
  })

  test('no certificate is skipped for an Endpoint that is not local, and a CA has to be one', async () => {
    const save = (more: object) => core.rpc['endpoints.save']({ url: 'https://example.com/', name: 'Far', ...more })
    await expect(save({ insecureTls: true })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(save({ ca: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
    const { id } = await save({ local: true, insecureTls: true })
    expect((await core.rpc['endpoints.save']({ id, local: false })).insecureTls).toBe(false)
  })
})

test('an address that the guard will refuse is refused when it is saved', async () => {
  const save = (to: string, more: object = {}) => core.rpc['endpoints.save']({ url: to, name: 'x', ...more })
  for (const to of [
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::ffff:192.168.0.1]/',
    'http://0x0a000001/',
    'http://[fd00::1]/',
  ]) {
    await expect(save(to), to).rejects.toMatchObject({ code: 'address_refused' })
    expect((await save(to, { local: true })).local, to).toBe(true)
  }
  const { id } = await save('https://example.com/')
  await expect(core.rpc['endpoints.save']({ id, url: 'http://192.168.0.7/' })).rejects.toMatchObject({ code: 'address_refused' })
})
