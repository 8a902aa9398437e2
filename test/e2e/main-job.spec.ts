import { startApp } from './support/app.ts'
import { acceptedByOctokit, BODY, SECRET, SIGNATURE, sendPush } from './support/github.ts'
import { expect, test } from './support/test.ts'

// The window as most people see it: what moves is no hindrance.
test.use({ reducedMotion: 'no-preference' })

test('a first webhook shows up with no set-up at all', async ({ host, window, page }) => {
  await window.open(host)
  await expect(page.getByRole('heading', { name: 'Ready for the first webhook' })).toBeVisible()
  await page.getByRole('button', { name: 'Send a test webhook' }).click()
  await expect(window.rows('POST', '/test')).toHaveCount(1)
  await fetch(`${host.receiver}/anything?x=1`, { method: 'PUT', body: 'plain' })
  await expect(window.rows('PUT', '/anything', 'Inbox')).toHaveCount(1)
})

test('receive, verify, explain, recognise, forward once, sign anew, retry, give up', async ({ host, window, page, app }) => {
  await window.open(host)
  await window.createEndpoint({ name: 'My app', url: `${app.url}/hooks` })
  await window.createSource({ provider: 'GitHub', name: 'Octo', secret: SECRET, forwardTo: 'My app' })
  const url = `${host.receiver}/octo`

  await test.step('the documented example is verified and forwarded', async () => {
    expect(await sendPush(url, { delivery: 'first' })).toBe(200)
    await expect(window.rows('Verified', 'push')).toHaveCount(1)
    await window.rows('Verified', 'push').click()
    await expect(window.answer('Is it genuine?')).toContainText('Yes')
    await expect(window.answer('Was it delivered?')).toContainText('My app')
    expect(app.received).toHaveLength(1)
    expect(app.received[0]).toMatchObject({ method: 'POST', url: '/hooks', body: BODY })
    expect(app.received[0]?.headers['x-hub-signature-256']).toBe(SIGNATURE)
  })

  await test.step('one byte changed fails, with 400 and an explanation', async () => {
    expect(await sendPush(url, { delivery: 'second', body: 'Hello, World?' })).toBe(400)
    await window.rows('400', 'Failed').click()
    await expect(window.answer('Is it genuine?')).toContainText('No')
    const proof = await window.tab('Verification')
    await expect(proof).toContainText('The signature does not match')
    await expect(proof).not.toContainText(SECRET)
  })

  await test.step('the same delivery id again is a duplicate and not forwarded', async () => {
    expect(await sendPush(url, { delivery: 'first' })).toBe(200)
    await window.rows('Duplicate').click()
    await expect(window.answer('Is it new?')).toContainText('duplicate')
    await expect(window.answer('Was it delivered?')).toContainText('Not forwarded')
    expect(app.received).toHaveLength(1)
  })

  await test.step('a fresh signature is accepted by the vendor’s own SDK', async () => {
    await window.detail.getByRole('button', { name: 'Edit and resend' }).click()
    await window.dialog.getByRole('textbox', { name: 'Body' }).fill('{"edited":true}')
    await window.dialog.getByRole('button', { name: 'Fresh' }).click()
    await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(window.dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
    const last = app.received.at(-1)
    expect(last?.body).toBe('{"edited":true}')
    expect(await acceptedByOctokit(last?.body ?? '', String(last?.headers['x-hub-signature-256']))).toBe(true)
    await window.page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  })

  await test.step('an endpoint that answers 500 climbs its schedule, becomes a dead letter, and raises one alert', async () => {
    const broken = await startApp(() => 500)
    await host.rpc('endpoints.save', { name: 'Broken', url: broken.url, retry: { delaysSeconds: [0.2, 0.4], jitter: 0 } })
    const endpoint = (await host.rpc('endpoints.list', {})).rows.find(row => row.name === 'Broken')
    const { rows } = await host.rpc('requests.list', { filter: 'is:duplicate' })
    await host.rpc('requests.resend', { ids: [rows[0]?.id ?? ''], to: { endpointId: endpoint?.id ?? '' }, sign: 'as-received' })
    await expect.poll(async () => (await host.rpc('deliveries.list', { state: 'failed' })).rows.length).toBe(1)
    expect(broken.received).toHaveLength(3)
    await page.getByRole('button', { name: /Alerts/ }).click()
    await expect(page.getByText('Delivery to Broken failed').first()).toBeVisible()
    expect((await host.rpc('alerts.list', {})).rows).toHaveLength(1)
    await page.keyboard.press('Escape')
    const panel = await window.tab('Deliveries')
    await expect(panel).toContainText('Broken')
    await expect(panel).toContainText('500')
    await broken.close()
  })
})
