import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildIfStale } from '../../../src-main/launcher/build.ts'
import { launchShell, type Shell } from '../../support/electron-stand-in/shell.ts'
import { temporaryFolder } from '../../support/launched.ts'

/** The end of the built Electron host while a delivery is being sent: its receiver answers when the test says so. */
const folder = temporaryFolder()
const patient = { timeout: 20_000 }
let sink: Server
let waiting: ServerResponse[] = []
let shell: Shell
let count = 0

beforeAll(async () => {
  expect(buildIfStale()).toBe(true)
  sink = createServer((_request, response) => void waiting.push(response))
  await new Promise<void>(done => sink.listen(0, '127.0.0.1', done))
}, 180_000)

afterAll(async () => {
  sink.closeAllConnections()
  await new Promise(done => sink.close(done))
  folder.remove()
})

beforeEach(async () => {
  waiting = []
  shell = launchShell(join(folder.path, `data-${++count}`))
  await shell.ready
  const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`
  await shell.rpc('endpoints.save', { name: 'Slow', url, local: true, scheme: null })
  await shell.rpc('messages.send', { eventType: 'test.happened', body: '{}' })
  await expect.poll(() => waiting.length, patient).toBe(1)
})

afterEach(async () => {
  shell.child.kill('SIGTERM')
  for (const response of waiting) response.end()
  await shell.ended
})

test('asks, and stays when that is cancelled', async () => {
  await shell.ask('reply', 2)
  await shell.ask('quit')
  await expect.poll(async () => (await shell.state()).questions, patient).toEqual(['1 delivery is being sent'])
  expect((await shell.rpc('deliveries.list', {})).rows).toMatchObject([{ state: 'delivering' }])
  expect(shell.child.exitCode).toBeNull()
})

test('asks as well when it is the last window that was closed, and brings it back when that is cancelled', async () => {
  await shell.ask('reply', 2)
  await expect.poll(async () => (await shell.state()).windows.length, patient).toBe(1)
  await shell.ask('close')
  if (process.platform === 'darwin') await shell.ask('quit')
  await expect.poll(async () => (await shell.state()).questions, patient).toEqual(['1 delivery is being sent'])
  await expect.poll(async () => (await shell.state()).windows.length, patient).toBe(1)
})

test('waits for the answer when told to, and ends by itself then', async () => {
  await shell.ask('reply', 0)
  await shell.ask('quit')
  await expect.poll(async () => (await shell.state()).questions, patient).toHaveLength(1)
  // Still at work: it would answer nothing any more if it had begun to end.
  expect((await shell.rpc('deliveries.list', {})).rows).toMatchObject([{ state: 'delivering' }])
  for (const response of waiting) response.writeHead(200).end()
  expect([await shell.ended, shell.err()]).toEqual([0, ''])
  shell = launchShell(join(folder.path, `data-${count}`))
  await shell.ready
  expect((await shell.rpc('deliveries.list', {})).rows).toMatchObject([{ state: 'delivered', attemptCount: 1 }])
})

test('chosen twice is asked once, and the answer counts', async () => {
  await shell.ask('reply', null)
  await shell.ask('quit')
  await expect.poll(async () => (await shell.state()).questions, patient).toHaveLength(1)
  await shell.ask('quit')
  expect((await shell.state()).questions).toHaveLength(1)
  void shell.ask('answer', 1).catch(() => undefined)
  expect([await shell.ended, shell.err()]).toEqual([0, ''])
})

test('ends at once when told so; what was cut short is sent again at the next start', async () => {
  await shell.ask('reply', 1)
  void shell.ask('quit').catch(() => undefined)
  expect([await shell.ended, shell.err()]).toEqual([0, ''])
  shell = launchShell(join(folder.path, `data-${count}`))
  await shell.ready
  await expect.poll(() => waiting.length, patient).toBe(2)
})

test('a signal is not asked back, and with nothing under way nobody is', async () => {
  shell.child.kill('SIGTERM')
  expect([await shell.ended, shell.err()]).toEqual([0, ''])
  shell = launchShell(join(folder.path, `other-${count}`))
  await shell.ready
  void shell.ask('quit').catch(() => undefined)
  expect([await shell.ended, shell.err()]).toEqual([0, ''])
})
