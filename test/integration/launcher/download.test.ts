import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { download, probe } from '../../../src-main/launcher/electron-download.ts'
import { temporaryFolder } from '../../support/launched.ts'

const folders: { remove(): void }[] = []
let server: Server
let mirror: string

/** A mirror that says yes to a probe, sends the first bytes of the archive, and then nothing more. */
beforeEach(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': '1000000' })
    if (request.method === 'HEAD') response.end()
    else response.write(Buffer.alloc(1000))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const make = (): string => {
    const folder = temporaryFolder()
    folders.push(folder)
    return folder.path
  }
  vi.stubEnv('ELECTRON_MIRROR', mirror)
  vi.stubEnv('electron_config_cache', make())
  // Hides an Electron that is installed here from its installer, which would have nothing to do.
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', make())
})

afterEach(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  await new Promise(done => server.close(done))
  for (const folder of folders.splice(0)) folder.remove()
})

test('a download that stands still is given up', async () => {
  expect(await probe(`${mirror}electron.zip`)).toBeNull()
  expect(await download(2_000)).toBe('its download stalled for 2 s')
})

test('a download that breaks off tells its own reason', async () => {
  server.removeAllListeners('request').on('request', (_request, response) => response.writeHead(503).end())
  expect(await probe(`${mirror}electron.zip`)).toBe('its download server answered 503')
  expect(await download(20_000)).toMatch(/^its download failed \(.*503/)
})

test('nobody there is told at once', async () => {
  expect(await probe('http://127.0.0.1:1/electron.zip')).toBe('its download server cannot be reached')
})
