import { startApp } from './support/app.ts'
import { expect, test } from './support/test.ts'

test('alerts: told once, grouped, acted on, muted, filtered, kept', async ({ host, window, page }) => {
  let answer = 500
  const app = await startApp(() => answer)
  const { id } = await host.rpc('endpoints.save', { name: 'Shop', url: app.url, retry: { preset: 'none' } })
  const send = (eventType: string) => host.rpc('messages.send', { endpointIds: [id], eventType, body: '{}' })
  await window.open(host)
  await send('order.paid')
  const bell = page.getByRole('button', { name: /^Alerts/ })
  const centre = page.getByRole('dialog', { name: 'Alerts' })

  await test.step('a click on what is told opens the exact delivery', async () => {
    await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Open' }).click()
    await expect(window.delivery).toContainText('order.paid')
    await expect(bell).toHaveAccessibleName('Alerts')
  })

  await test.step('several of one endpoint are one alert; all are retried in order from it', async () => {
    await send('order.one')
    await send('order.two')
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await expect(centre).toContainText('2 deliveries to Shop failed')
    answer = 200
    await centre.getByRole('button', { name: 'Retry all in order' }).click()
    await expect.poll(() => app.received.filter(({ headers }) => headers['webhook-id'] !== '').length).toBe(5)
    await expect(bell).toHaveAccessibleName('Alerts')
  })

  await test.step('muted: kept and shown as such, and not counted', async () => {
    answer = 500
    await send('order.three')
    await expect(centre).toContainText('Delivery to Shop failed')
    await centre.getByRole('button', { name: 'Mute for 1 h' }).first().click()
    await expect(centre.getByRole('list', { name: 'Muted' })).toContainText('Shop')
    await send('order.four')
    await expect(centre).toContainText('order.four')
    await expect(centre.getByText('muted', { exact: true })).toBeVisible()
    await expect(bell).toHaveAccessibleName('Alerts')
    await centre.getByRole('button', { name: 'Unmute Shop' }).click()
    await expect(centre.getByRole('list', { name: 'Muted' })).toBeHidden()
  })

  await test.step('retried from an alert while nothing is sent, it says why it waits', async () => {
    await host.rpc('endpoints.save', { id, paused: true })
    await expect(page.locator('nav button').filter({ hasText: 'Shop' })).toHaveAccessibleName(/Paused/)
    await centre
      .getByRole('button', { name: /^Retry/ })
      .first()
      .click()
    await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Not sent yet: Shop is on hold')
    answer = 200
    await host.rpc('endpoints.save', { id, paused: false })
  })

  await test.step('by kind, and still there after a reload', async () => {
    await window.choose('Kind', 'Disk nearly full')
    await expect(centre).toContainText('No alerts of this kind.')
    await page.keyboard.press('Escape')
    await page.reload()
    await window.loaded()
    await bell.click()
    await expect(centre.getByRole('listitem')).toHaveCount(4)
  })
  await app.close()
})

test('two notes at most, and none of a failure that a dialog shows', async ({ host, window, page }) => {
  const app = await startApp(() => 500)
  const save = (name: string) => host.rpc('endpoints.save', { name, url: app.url, retry: { preset: 'none' } })
  await save('Shop')
  const notes = page.getByRole('region', { name: 'Notifications' })
  await window.open(host)
  await page.keyboard.press('m')
  await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(window.dialog.getByRole('region', { name: 'Sent' })).toContainText('Dead letter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Alerts/ })).toHaveAccessibleName(/1/)
  await expect(notes.getByRole('button', { name: 'Open' })).toBeHidden()

  const others = await Promise.all(['Mail', 'Stock', 'Books'].map(save))
  await host.rpc('messages.send', { endpointIds: others.map(other => other.id), eventType: 'order.paid', body: '{}' })
  await expect(page.getByRole('button', { name: /^Alerts/ })).toHaveAccessibleName(/4/)
  await expect(notes.getByRole('button', { name: 'Open' })).toHaveCount(2)
  await app.close()
})

test('channels: set up, tested, told when they fail; the secret is masked', async ({ host, window, page }) => {
  let answer = 200
  const slack = await startApp(() => answer)
  await window.open(host)
  await page.keyboard.press(',')
  const { dialog } = window
  await dialog.getByText('Post to a URL (Slack)').first().click()
  await dialog.getByRole('textbox', { name: 'URL', exact: true }).fill(`${slack.url}/services/T000/B000/secret-of-it`)
  await dialog.getByRole('switch', { name: 'Post to a URL (Slack)' }).click()
  await dialog.getByRole('button', { name: 'Save' }).first().click()
  await expect(dialog).toContainText('is stored; type to replace it')
  await expect(dialog).not.toContainText('secret-of-it')
  await dialog.getByRole('button', { name: 'Send a test' }).first().click()
  await expect(dialog.getByRole('status').filter({ hasText: 'It answered 200' })).toBeVisible()
  expect(JSON.parse(slack.received[0]?.body ?? '{}')).toMatchObject({ text: '*Test alert*' })

  answer = 404
  await dialog.getByRole('button', { name: 'Send a test' }).first().click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'It answered 404' })).toBeVisible()
  answer = 200
  await dialog.getByText('Routing').click()
  await dialog.getByRole('checkbox', { name: 'Dead letters by URL' }).uncheck()
  await page.keyboard.press('Escape')

  const { id } = await host.rpc('endpoints.save', { name: 'Gone', url: 'http://127.0.0.1:1/', retry: { preset: 'none' } })
  await host.rpc('messages.send', { endpointIds: [id], eventType: 'a', body: '{}' })
  await expect.poll(async () => (await host.rpc('alerts.list', {})).rows.length).toBe(1)
  await host.rpc('alerts.saveChannels', { rules: { delivery_failed: { webhook: true } } })
  await host.rpc('alerts.acknowledge', {})
  await host.rpc('messages.send', { endpointIds: [id], eventType: 'b', body: '{}' })
  await expect.poll(() => slack.received.length).toBe(3)
  expect(slack.received[2]?.body).toContain('Delivery to Gone failed')
  await slack.close()
})
