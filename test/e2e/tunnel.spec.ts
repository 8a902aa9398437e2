import { fromPublic } from '../support/ngrok-edge/public.ts'
import { clean, expectLink, fillTunnel, GOOD_TOKEN, test } from './support/edge.ts'
import { expect } from './support/test.ts'

// Pictures and axe must not meet a dialog that is half there.
test.use({ reducedMotion: 'reduce' })

test('on with an authtoken, every URL is public; lost, it is told and comes back; off', async ({ host, window, page, edge }) => {
  // Most of it is waiting: for an alert that is not raised at once, and for the next try to connect.
  test.setTimeout(180_000)
  await window.open(host)
  await expectLink(page, 'Live')

  await test.step('a wrong authtoken is a sentence', async () => {
    await page.getByRole('button', { name: 'Tunnel: Off' }).click()
    await window.dialog.getByRole('button', { name: 'Switch on' }).click()
    await expect(window.dialog).toContainText('Paste your authtoken.')
    await fillTunnel(window, edge, 'an-api-key-by-mistake')
    await window.dialog.getByRole('button', { name: 'Switch on' }).click()
    await expect(window.dialog.getByRole('alert')).toContainText('This is not an ngrok authtoken')
    await expect(window.dialog.getByRole('status')).toHaveText('Failed')
  })

  await test.step('a good one is online, and kept masked', async () => {
    await fillTunnel(window, edge, GOOD_TOKEN)
    await window.dialog.getByRole('button', { name: 'Save and reconnect' }).click()
    await expect(window.dialog.getByRole('status')).toHaveText('Online')
    await expect(window.dialog).toContainText('Kept: ••••••••1234')
    await expect(window.dialog).toContainText('1 of 100 at most')
    await window.dialog.getByRole('button', { name: 'Test now' }).click()
    await expect(page.getByText('A request to the public URL arrived here')).toBeVisible()
    await clean(page, 'tunnel-online')
    await page.keyboard.press('Escape')
    await expectLink(page, 'Online')
    await expect(page.getByRole('banner')).toContainText(edge.url)
    await expect(page.getByRole('main')).toContainText(`curl ${edge.url}/hello`)
  })

  const hello = () => fromPublic(`${edge.url}/hello`, { headers: { 'content-type': 'application/json' }, body: '{"hello":"webhook"}' })
  await test.step('what the internet sends there is captured', async () => {
    expect((await hello()).status).toBe(200)
    await expect(window.rows('POST', '/hello')).toHaveCount(1)
    await page.getByRole('button', { name: 'New source' }).click()
    await window.dialog.getByRole('textbox', { name: 'Name' }).fill('Shop')
    await expect(window.dialog).toContainText(`${edge.url}/shop`)
    await page.keyboard.press('Escape')
  })

  await test.step('the edge is gone: reconnecting, an alert, and back by itself', async () => {
    edge.offline(true)
    await expectLink(page, 'Reconnecting')
    await expect(page.getByRole('banner')).toContainText(edge.url)
    await expect
      .poll(async () => (await host.rpc('alerts.list', {})).rows.map(({ kind }) => kind), { timeout: 30_000 })
      .toEqual(['tunnel_lost'])
    await page.getByRole('button', { name: /^Alerts/ }).click()
    await page.getByRole('listitem').filter({ hasText: 'The tunnel is lost' }).getByRole('button', { name: 'Open' }).click()
    await expect(window.dialog.getByRole('status')).toHaveText('Reconnecting')
    edge.offline(false)
    await expect(window.dialog.getByRole('status')).toHaveText('Online', { timeout: 40_000 })
    await expect(window.dialog).toContainText('Connected again after it was cut.')
    expect((await hello()).status).toBe(200)
    await expect.poll(async () => (await host.rpc('requests.list', {})).rows.length).toBe(2)
  })

  await test.step('off is off', async () => {
    await window.dialog.getByRole('button', { name: 'Switch off' }).click()
    await expect(window.dialog.getByRole('status')).toHaveText('Off')
    await page.keyboard.press('Escape')
    await expectLink(page, 'Live')
    await expect(page.getByRole('banner')).toContainText(host.receiver)
    expect((await hello()).status).toBe(404)
  })
})
