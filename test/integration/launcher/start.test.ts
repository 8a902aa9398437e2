import { chmodSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Launched, launch, temporaryFolder } from '../../support/launched.ts'

/** Issue 2: a download of Electron that hangs must end in the browser host within seconds. */
const START = 'src-main/launcher/start.ts'
const FLAGS = ['--receiver-port', '0', '--ui-port', '0']
const folders: { remove(): void }[] = []
const servers: Server[] = []
const running: Launched[] = []
let env: Record<string, string>

beforeEach(() => {
  const make = (): string => {
    const folder = temporaryFolder()
    folders.push(folder)
    return folder.path
  }
  // An empty folder in place of Electron's: a machine that has the binary runs these tests, too.
  env = { HOOKBENCH_DATA_DIR: make(), ELECTRON_OVERRIDE_DIST_PATH: make(), electron_config_cache: make() }
})

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGTERM')
    await one.ended
  }
  for (const server of servers.splice(0)) await new Promise(done => server.close(done))
  for (const folder of folders.splice(0)) folder.remove()
})

function start(more: Record<string, string>): Launched {
  const one = launch(START, FLAGS, { ...env, ...more })
  running.push(one)
  return one
}

/** A mirror on loopback; `answer` null = it takes connections and never says a word. */
async function mirror(answer: string | null): Promise<{ url: string; connections(): number }> {
  let connections = 0
  const server = createServer(socket => {
    connections++
    // Read on, for a socket that nobody reads never sees its other end go.
    socket.on('error', () => undefined).resume()
    if (answer !== null) socket.end(answer)
  })
  servers.push(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, connections: () => connections }
}

async function expectBrowserHost(one: Launched, why: string): Promise<void> {
  const { ui, receiver } = await one.ready
  expect(one.err()).toContain(`Opening in the browser instead of a window: ${why}.`)
  expect(one.err().match(/instead of a window/g)).toHaveLength(1)
  const page = await fetch(String(ui), { redirect: 'manual' })
  expect(page.status).toBe(303)
  const hook = await fetch(`${receiver}/hello`, { method: 'POST', body: '{}' })
  expect(hook.status).toBe(200)
}

describe('npm start', () => {
  test('where the download is a black hole, it says so and opens the browser host', async () => {
    const hole = await mirror(null)
    const one = start({ DISPLAY: ':99', ELECTRON_MIRROR: hole.url })
    await expectBrowserHost(one, 'Electron is not installed and its download server did not respond within 3 s')
    expect(hole.connections()).toBeGreaterThan(0)
  })

  test('where the mirror refuses, it says what it answered', async () => {
    const refusing = await mirror('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    const one = start({ DISPLAY: ':99', ELECTRON_MIRROR: refusing.url })
    await expectBrowserHost(one, 'Electron is not installed and its download server answered 404')
  })

  // Other systems always have a screen, so there the question does not arise.
  test.runIf(process.platform === 'linux')('without a display the network is not even asked', async () => {
    const hole = await mirror(null)
    const one = start({ ELECTRON_MIRROR: hole.url })
    await expectBrowserHost(one, 'there is no display')
    expect(hole.connections()).toBe(0)
  })

  test('where Electron is there but does not come up, it says why', async () => {
    const executable = `${env['ELECTRON_OVERRIDE_DIST_PATH']}/electron`
    writeFileSync(executable, '#!/bin/sh\necho "libnss3.so: cannot open shared object file" >&2\nexit 127\n')
    chmodSync(executable, 0o755)
    const one = start({ DISPLAY: ':99' })
    await expectBrowserHost(one, 'Electron ended with code 127 (libnss3.so: cannot open shared object file)')
  })
})
