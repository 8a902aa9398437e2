import { startApp } from './support/app.ts'
import { newDataDir, removeDataDir, startHost } from './support/host.ts'
import { expect, test } from './support/test.ts'

test('a restart in the middle of a schedule changes nothing about the next attempt', async () => {
  const dataDir = newDataDir()
  const app = await startApp(() => 500)
  const first = await startHost(dataDir)
  const endpoint = await first.rpc('endpoints.save', { url: app.url, retry: { delaysSeconds: [10], jitter: 0 } })
  const sent = await first.rpc('messages.send', { endpointIds: [endpoint.id], eventType: 'demo.created', body: '{}' })
  const id = sent.deliveryIds[0] ?? ''
  await expect.poll(async () => (await first.rpc('deliveries.get', { id })).attempts.length).toBe(1)
  const planned = (await first.rpc('deliveries.get', { id })).nextAttemptAt
  await first.stop('SIGKILL')

  const second = await startHost(dataDir)
  expect((await second.rpc('deliveries.get', { id })).nextAttemptAt).toBe(planned)
  await expect.poll(async () => (await second.rpc('deliveries.get', { id })).state).toBe('failed')
  const { attempts } = await second.rpc('deliveries.get', { id })
  expect(attempts).toHaveLength(2)
  expect(attempts[1]?.at).toBeGreaterThanOrEqual(planned ?? Number.POSITIVE_INFINITY)
  expect(app.received).toHaveLength(2)
  expect(await second.stop()).toBe(0)
  await app.close()
  removeDataDir(dataDir)
})

test('the window finds its way back after the core was restarted', async ({ window, page, dataDir }) => {
  const first = await startHost(dataDir, ['--token', 'a-token-for-this-test'])
  await window.open(first)
  await expect(page.getByRole('banner').getByRole('status')).toContainText('Live')
  await fetch(`${first.receiver}/before`, { method: 'POST', body: '1' })
  await expect(window.rows('/before')).toHaveCount(1)
  await first.stop()
  await expect(page.getByRole('banner').getByRole('status')).not.toContainText('Live')
  const port = new URL(first.ui).port
  const second = await startHost(dataDir, ['--token', 'a-token-for-this-test', '--ui-port', port])
  // A new run has a new session; the printed address is opened again.
  await window.open(second)
  await fetch(`${second.receiver}/after`, { method: 'POST', body: '2' })
  await expect(window.rows('/after')).toHaveCount(1)
  await expect(window.rows('/before')).toHaveCount(1)
  await second.stop()
})
