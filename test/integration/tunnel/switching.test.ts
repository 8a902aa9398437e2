import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TunnelStatus } from '#contract/tunnel.ts'
import { eventually } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { fromPublic } from '../../support/ngrok-edge/public.ts'
import { byEdge, closing, online, openEdge, openTrusting } from './support.ts'

describe('ngrok', () => {
  test('a bad authtoken is told and not kept; a good one is kept, sealed and masked', async () => {
    const edge = await openEdge()
    edge.onAuth = token => (token === byEdge(edge).authtoken ? null : { code: 'ERR_NGROK_107', text: 'It is invalid.' })
    const core = await openTrusting()
    await expect(core.rpc['tunnel.start']({ provider: 'ngrok' })).rejects.toThrow('dashboard.ngrok.com/get-started/your-authtoken')
    const refused = await core.rpc['tunnel.start']({ ...byEdge(edge), authtoken: 'wrong-token-56789' })
    expect(refused).toMatchObject({ state: 'failed', errorCode: 'ERR_NGROK_107', url: null, saved: { authtoken: null } })

    const status = await core.rpc['tunnel.start'](byEdge(edge))
    expect(status).toMatchObject({ state: 'online', url: edge.url, provider: 'ngrok', error: null, saved: { serverAddr: edge.serverAddr } })
    expect(status.saved.authtoken).toBe('••••••••1234')
    await core.rpc['tunnel.stop']({})
    const files = readdirSync(core.dataDir, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    expect(
      files.filter(file => readFileSync(join(file.parentPath, file.name)).includes(byEdge(edge).authtoken)).map(({ name }) => name),
    ).toEqual([])
    expect((await core.rpc['tunnel.start']({})).state).toBe('online')
  })

  test('on, every URL is the public one; off, it is gone and the edge has nobody left', async () => {
    const { core, edge } = await online()
    const source = await core.rpc['sources.save']({ name: 'Shop' })
    expect(source.url).toBe(`${edge.url}/shop`)
    expect((await fromPublic(source.url, { body: '{}' })).status).toBe(200)
    const off = await core.rpc['tunnel.stop']({})
    expect(off).toMatchObject({ state: 'off', url: null, provider: null })
    expect((await core.rpc['sources.list']({})).rows[0]?.url).toBe(`${core.receiverUrl}/shop`)
    await eventually(() => edge.sessions).toBe(0)
  })

  test('cut: it says so, comes back by itself, and the same Source works', async () => {
    const { core, edge } = await online()
    const source = await core.rpc['sources.save']({ name: 'Shop' })
    const lost = core.event<{ tunnel: TunnelStatus }>('tunnel.changed', ({ tunnel }) => tunnel.state === 'reconnecting')
    edge.cut()
    expect((await lost).tunnel).toMatchObject({ url: edge.url, error: expect.stringContaining('was lost') })
    await eventually(async () => (await core.rpc['tunnel.status']({})).state).toBe('online')
    expect((await core.rpc['tunnel.status']({})).note).toBe('Reconnected after the connection was lost.')
    expect((await fromPublic(source.url, { body: '{}' })).status).toBe(200)
    expect((await core.rpc['alerts.list']({})).rows).toEqual([])
  })

  test('starts with the app when that is wanted, with what is kept', async () => {
    const edge = await openEdge()
    const folder = temporaryFolder()
    const first = await openTrusting({ folder })
    await first.rpc['tunnel.start'](byEdge(edge))
    await first.halt()
    const second = await openTrusting({ folder })
    expect((await second.rpc['tunnel.status']({})).state).toBe('off')
    await second.rpc['settings.save']({ tunnelAtStart: true })
    await second.halt()
    const third = await openTrusting({ folder })
    closing(async () => folder.remove())
    await eventually(async () => (await third.rpc['tunnel.status']({})).state).toBe('online')
    await third.halt()
  })
})

describe('the self-test', () => {
  test('goes through the public URL when it connects, is counted, and is no Request; what only looks like one is', async () => {
    const { core, edge } = await online()
    // Joins the one that is under way.
    expect((await core.rpc['tunnel.check']({})).ok).toBe(true)
    const { today } = (await core.rpc['tunnel.status']({})).tests
    expect((await core.rpc['tunnel.check']({})).ok).toBe(true)
    expect((await core.rpc['tunnel.status']({})).tests).toEqual({ today: today + 1, atMost: 100 })
    expect((await core.rpc['requests.list']({})).rows).toEqual([])
    const path = `/.hookbench/${'0123456789abcdef'.repeat(2)}`
    expect((await fromPublic(edge.url + path, { method: 'GET' })).status).toBe(200)
    expect((await core.rpc['requests.list']({})).rows).toMatchObject([{ path, method: 'GET', via: 'tunnel' }])
  })

  test('of a tunnel that only looks connected says so, and traffic counts more', async () => {
    const { core, edge } = await online()
    expect((await core.rpc['tunnel.check']({})).ok).toBe(true)
    edge.deaf(true)
    const { ok, tunnel } = await core.rpc['tunnel.check']({})
    expect(ok).toBe(false)
    expect(tunnel.state).toBe('online')
    edge.deaf(false)
    await fromPublic(`${edge.url}/x`)
    expect((await core.rpc['tunnel.status']({})).traffic).toMatchObject({ requests: 1, lastAt: expect.any(Number) })
  })
})

describe('a tunnel of one’s own', () => {
  /** As cloudflared would, to wherever it is pointed. */
  const proxy = async () => {
    let to = ''
    const server = createServer((request, response) => {
      fetch(`${to}${request.url}`, { headers: { 'x-forwarded-host': 'hooks.example.com', 'x-forwarded-proto': 'https' } }).then(
        answer => response.writeHead(answer.status).end(),
        () => response.writeHead(502).end(),
      )
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    closing(() => new Promise<void>(resolve => server.close(() => resolve())))
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      point: (url: string) => {
        to = url
      },
    }
  }

  test('says where to point it, is online when a test arrives, and keeps its port over a restart', async () => {
    const carrier = await proxy()
    const folder = temporaryFolder()
    const core = await openTrusting({ folder })
    const { target } = await core.rpc['tunnel.status']({})
    carrier.point(target)
    const status = await core.rpc['tunnel.start']({ provider: 'manual', url: `${carrier.url}/` })
    expect(status).toMatchObject({ state: 'online', url: carrier.url, target, portTaken: null })
    await core.halt()
    const again = await openTrusting({ folder })
    closing(async () => folder.remove())
    expect((await again.rpc['tunnel.status']({})).target).toBe(target)
    await again.halt()
  })

  test('at the wrong port it says which one is right', async () => {
    const carrier = await proxy()
    const core = await openTrusting()
    carrier.point(core.receiverUrl)
    const status = await core.rpc['tunnel.start']({ provider: 'manual', url: carrier.url })
    expect(status).toMatchObject({ state: 'failed', error: expect.stringContaining('at the receiver’s public port') })
    expect((await core.rpc['requests.list']({})).rows).toEqual([])
  })

  test('takes the port that is asked for, and refuses one that is taken', async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    const core = await openTrusting()
    const start = () => core.rpc['tunnel.start']({ provider: 'manual', url: 'http://127.0.0.1:9', port })
    await expect(start()).rejects.toThrow(`Port ${port} is not available`)
    await new Promise<void>(resolve => taken.close(() => resolve()))
    expect((await start()).target).toBe(`http://127.0.0.1:${port}`)
  })
})
