import { startApp } from './support/app.ts'
import { expect, test } from './support/test.ts'
import { Window } from './support/window.ts'

test('an endpoint with everything: the schedule is drawn before it is saved, and kept as it was set', async ({ host, window, page }) => {
  await window.open(host)
  await page.getByRole('button', { name: 'New endpoint' }).click()
  const { dialog } = window
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shop')
  await dialog.getByRole('textbox', { name: 'URL' }).fill('http://localhost:1/hooks')
  await expect(dialog.getByText('Retries: 3 attempts over 6 seconds')).toBeVisible()
  await dialog.getByText(/^Retries/).click()
  const schedule = dialog.getByRole('figure', { name: 'Attempt schedule' })
  await expect(schedule).toContainText('3 attempts over 6 seconds, then a dead letter.')

  await test.step('a list of one’s own, with jitter', async () => {
    await window.choose('Schedule', 'A list of waits')
    await dialog.getByRole('textbox', { name: 'Waits in seconds' }).fill('10, 60, 3600')
    await window.choose('Jitter', 'Plus or minus')
    await dialog.getByRole('textbox', { name: 'Percent' }).fill('50')
    await expect(schedule).toContainText('4 attempts over 1 hour 1 minute')
    const rows = schedule.getByRole('row')
    await expect(rows).toHaveCount(5)
    await expect(rows.nth(3)).toContainText('± 30 seconds')
    await expect(rows.nth(1)).toContainText(/\d\d:\d\d:\d\d/)
  })

  await test.step('an exponential one with limits; a wrong number is told at its field', async () => {
    await window.choose('Schedule', 'Exponential')
    await dialog.getByRole('textbox', { name: 'First wait in seconds' }).fill('1')
    await dialog.getByRole('textbox', { name: 'Maximum attempts' }).fill('6')
    await expect(schedule).toContainText('6 attempts over 31 seconds')
    await dialog.getByText('Order, limits and protection').click()
    await dialog.getByRole('switch', { name: 'One at a time, in order' }).click()
    await dialog.getByRole('switch', { name: /Circuit breaker/ }).click()
    await dialog.getByRole('textbox', { name: 'Failures', exact: true }).fill('0')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Failures', exact: true })).toBeFocused()
    await expect(dialog.getByText('Enter a number from 1 to 1,000.')).toBeInViewport()
    // Folded by hand, and tried again: it is opened for whoever has to see it.
    await dialog.getByText('Order, limits and protection').click()
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Failures', exact: true })).toBeFocused()
    await dialog.getByRole('textbox', { name: 'Failures', exact: true }).fill('3')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog).toBeHidden()
  })
  const [saved] = (await host.rpc('endpoints.list', {})).rows
  expect(saved).toMatchObject({ name: 'Shop', local: true, ordered: true, circuit: { afterFailures: 3 } })
  expect(saved?.retry).toMatchObject({ kind: 'exponential', firstSeconds: 1, factor: 2, maxTries: 6 })

  await test.step('the check says why it failed', async () => {
    await page.getByRole('button', { name: /^Shop/ }).click()
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialog.getByText('Proof of ownership').click()
    await dialog.getByRole('button', { name: 'Check' }).click()
    await expect(dialog.getByRole('alert')).toContainText('ECONNREFUSED')
    await page.keyboard.press('Escape')
  })

  await test.step('what never left is not said to have been sent', async () => {
    await host.rpc('messages.send', { endpointIds: [saved?.id ?? ''], eventType: 'order.paid', body: '{}' })
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await window.deliveries('Shop', 'order.paid').click()
    await expect(window.delivery.locator('summary', { hasText: 'Request headers, not sent' })).toBeVisible()
    await expect(window.delivery.locator('summary', { hasText: 'Request body, not sent' })).toBeVisible()
  })
})

test('deliveries: listed live, every attempt seen, retried one, by reason and since; removed; by keyboard', async ({
  host,
  window,
  page,
}) => {
  let answer = 500
  const app = await startApp(() => answer)
  const { id } = await host.rpc('endpoints.save', {
    name: 'Shop',
    url: app.url,
    retry: { delaysSeconds: [0], jitter: 0 },
    scheme: 'standard-webhooks',
  })
  const slow = await host.rpc('endpoints.save', { name: 'Slow', url: app.url, retry: { delaysSeconds: [3600], jitter: 0 } })
  const send = (eventType: string, to = id) => host.rpc('messages.send', { endpointIds: [to], eventType, body: '{"n":1}' })
  await window.open(host)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page.getByRole('heading', { name: 'Nothing sent yet' })).toBeVisible()
  await send('order.paid')
  await send('order.lost')
  await send('order.waits', slow.id)
  await expect(window.deliveries('Shop', 'Dead letter')).toHaveCount(2)
  await expect(window.deliveries('Slow', 'Waiting')).toHaveCount(1)

  await test.step('one that waits counts down; its attempt shows what was sent and what came back', async () => {
    await window.deliveries('Slow').click()
    await expect(window.delivery).toContainText(/in 59 min \d+ s/)
    await window.deliveries('Shop', 'order.paid').click()
    await expect(window.delivery.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveCount(2)
    await expect(window.delivery).toContainText('"app"')
    await window.delivery.locator('summary', { hasText: 'Signed with' }).click()
    await expect(window.delivery.getByRole('table', { name: 'Signed with' })).toContainText('webhook-signature')
    await window.delivery.locator('summary', { hasText: 'Request body' }).click()
    await expect(window.delivery).toContainText(/n:\s*1/)
  })

  await test.step('a keystroke retries the one that is chosen', async () => {
    answer = 200
    await page.keyboard.press('r')
    await expect(window.deliveries('order.paid', 'Delivered')).toHaveCount(1)
    answer = 500
  })

  await test.step('the dead letters by reason; all of one reason again; progress ends in a sentence', async () => {
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Dead letters/ })
      .click()
    await expect(page.getByRole('region', { name: 'Dead letters by reason' })).toContainText('Answered 500')
    for (let i = 0; i < 30; i++) await send(`bulk.${i}`)
    await expect(page.getByRole('region', { name: 'Dead letters by reason' })).toContainText('31')
    await page.getByRole('button', { name: /^Answered 500 Shop/ }).click()
    await expect(window.deliveries('bulk.')).toHaveCount(30)
    answer = 200
    await page.keyboard.press('Shift+R')
    await expect(window.dialog).toContainText('31 dead letters match.')
    const since = window.dialog.getByRole('combobox', { name: 'Created since' })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(since).toBeFocused()
    await page.keyboard.press('Enter')
    // The list takes the focus a frame after it is there: a key that comes before is the button's, and closes it.
    await expect(page.getByRole('option', { name: 'Any time' })).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(since).toHaveText('A date and time')
    await expect(since).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.type('01012999')
    await page.keyboard.press('Tab')
    await page.keyboard.type('120000AM')
    await expect(window.dialog).toContainText('0 dead letters match.')
    await since.click()
    await page.getByRole('option', { name: 'The last hour' }).click()
    await expect(window.dialog).toContainText('31 dead letters match.')
    await window.dialog.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByText('Deliveries retried')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'No matching deliveries' })).toBeVisible()
    // The job asks for them; they arrive a moment later.
    await expect.poll(async () => (await host.rpc('deliveries.list', { state: 'delivered' })).rows.length).toBe(32)
  })

  await test.step('several chosen are removed', async () => {
    answer = 500
    for (let i = 0; i < 3; i++) await send(`gone.${i}`)
    await page.getByRole('navigation').getByRole('button', { name: 'Deliveries', exact: true }).click()
    await expect(window.deliveries('gone.', 'Dead letter')).toHaveCount(3)
    await window.deliveries('gone.0').click()
    await window.deliveries('gone.2').click({ modifiers: ['Shift'] })
    await page.getByRole('region', { name: 'Selected deliveries' }).getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByText('Dead letters removed')).toBeVisible()
    await expect(window.deliveries('gone.')).toHaveCount(0)
    expect((await host.rpc('deliveries.list', { state: 'failed' })).rows).toHaveLength(0)
  })

  await test.step('paused and resumed where its deliveries are; disabled and enabled with a choice', async () => {
    await page.getByRole('navigation').getByRole('button', { name: /^Slow/ }).click()
    const line = page.getByRole('region', { name: 'Slow', exact: true })
    await line.getByRole('button', { name: 'Pause' }).click()
    await expect(line).toContainText('Paused')
    await line.getByRole('button', { name: 'Resume' }).click()
    await expect(line).toContainText('Deliveries are being sent.')
    await host.rpc('endpoints.save', { id: slow.id, enabled: false })
    await line.getByRole('button', { name: 'Enable' }).click()
    await expect(window.dialog).toContainText('1 delivery wait')
    await window.dialog.getByRole('button', { name: 'Cancel deliveries' }).click()
    await expect(window.deliveries('Slow', 'Cancelled')).toHaveCount(1)
  })
  await app.close()
})

test('each attempt says where it went and what it sent: to an address of before, and signed inside its body', async ({
  host,
  window,
  page,
}) => {
  const old = await startApp(() => 500)
  const now = await startApp(() => 200)
  const common = { name: 'Shop', retry: { preset: 'none' as const }, scheme: 'mailgun/json', secret: 'key-0123456789' }
  const { id } = await host.rpc('endpoints.save', { ...common, url: `${old.url}/v1` })
  await window.open(host)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await host.rpc('messages.send', { endpointIds: [id], eventType: 'mail.opened', body: '{"signature":{},"event-data":{"event":"opened"}}' })
  await window.deliveries('Shop', 'Dead letter').click()
  // Where it went is said once.
  await expect(window.delivery).toContainText(`POST ${old.url}/v1`)
  await expect(window.delivery.getByText('Sent to')).toBeHidden()

  await host.rpc('endpoints.save', { id, url: `${now.url}/v2` })
  await page.keyboard.press('r')
  await expect(window.deliveries('Shop', 'Delivered')).toHaveCount(1)
  await expect(window.delivery.getByText('Sent to')).toBeVisible()
  await expect(window.delivery).toContainText(`${now.url}/v2`)
  await window.delivery.locator('summary', { hasText: 'Request body as sent' }).click()
  await expect(window.delivery).toContainText(/[0-9a-f]{64}/)
  const [{ body = '' } = {}] = now.received
  expect(JSON.parse(body).signature).toMatchObject({ signature: expect.stringMatching(/^[0-9a-f]{64}$/) })

  await test.step('and is compared with the one before, which went elsewhere', async () => {
    await window.delivery.getByRole('button', { name: 'Compare with previous attempt' }).click()
    for (const url of [`${old.url}/v1`, `${now.url}/v2`]) await expect(window.dialog).toContainText(`POST ${url}`)
    await page.keyboard.press('Escape')
  })
  await old.close()
  await now.close()
})

test('a job goes on after a reload, is shown, and can be stopped', async ({ host, window, page, app }) => {
  const { id } = await host.rpc('endpoints.save', { name: 'Shop', url: app.url })
  for (let i = 0; i < 3; i++) await fetch(`${host.receiver}/paced/${i}`, { method: 'POST', body: `${i}` })
  await window.open(host)
  await expect(window.rows('/paced')).toHaveCount(3)
  await window.grid.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('r')
  await window.choose('Pace', 'Fixed rate')
  await window.dialog.getByRole('textbox', { name: 'Requests per second' }).fill('0.05')
  await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
  const strip = page.getByRole('region', { name: 'Work in progress' })
  await expect(strip).toContainText('Resending requests')
  await page.reload()
  await window.loaded()
  await expect(strip).toContainText('Resending requests')
  await strip.getByRole('button', { name: 'Cancel' }).click()
  await expect(strip).toBeHidden()
  await expect(page.getByText('Cancelled').first()).toBeVisible()
  expect(app.received.length).toBeLessThan(3)
  expect(app.received[0]).toMatchObject({ body: '0' })
  expect((await host.rpc('endpoints.list', {})).rows[0]?.id).toBe(id)
})

test('removed dead letters leave the rows, the count, the groups and the detail, in every window', async ({
  host,
  window,
  page,
  context,
}) => {
  const app = await startApp(({ url }) => (url === '/good' ? 200 : 500))
  const save = (name: string, path: string) =>
    host.rpc('endpoints.save', { name, url: `${app.url}${path}`, retry: { preset: 'none' } }).then(({ id }) => id)
  const [shop, good] = [await save('Shop', '/bad'), await save('Good', '/good')]
  const send = (to: string, eventType: string) => host.rpc('messages.send', { endpointIds: [to], eventType, body: '{}' })
  for (let i = 0; i < 4; i++) await send(shop, `lost.${i}`)
  await send(good, 'came.1')
  await send(good, 'came.2')
  const failed = page.getByRole('navigation').getByRole('button', { name: /^Dead letters/ })
  const groups = page.getByRole('region', { name: 'Dead letters by reason' })
  await expect.poll(async () => (await host.rpc('deliveries.list', { state: 'failed' })).rows.length).toBe(4)
  const other = new Window(await context.newPage())
  await other.open(host)
  await window.open(host)
  await failed.click()
  await window.deliveries('lost.0').click()
  await expect(window.delivery).toContainText('lost.0')
  await other.page.getByRole('navigation').getByRole('button', { name: 'Deliveries', exact: true }).click()
  await other.deliveries('lost.3').click()

  await test.step('what does not apply to the chosen rows is not offered', async () => {
    await other.deliveries('came.1').click()
    await other.deliveries('came.2').click({ modifiers: ['ControlOrMeta'] })
    const marked = other.page.getByRole('region', { name: 'Selected deliveries' })
    await expect(marked).toContainText('2 selected')
    await expect(marked.getByRole('button', { name: /^(Retry|Remove)/ })).toHaveCount(0)
    await other.deliveries('lost.3').click({ modifiers: ['ControlOrMeta'] })
    await marked.getByRole('button', { name: 'Remove 1' }).click()
    await expect(other.page.getByText('1 done.')).toBeVisible()
    await expect(other.deliveries('lost.')).toHaveCount(3)
    await expect(window.deliveries('lost.')).toHaveCount(3)
    await expect(groups).toContainText('3')
    await expect(failed).toContainText('3')
  })

  await test.step('all of them', async () => {
    await other.deliveries('lost.0').click()
    await expect(other.delivery).toContainText('lost.0')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Remove dead letters…' }).click()
    await expect(window.dialog).toContainText('3 dead letters match.')
    await window.dialog.getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByRole('heading', { name: 'No dead letters' })).toBeVisible()
    await expect(groups).toBeHidden()
    await expect(failed).not.toContainText(/\d/)
    await expect(window.delivery).toBeHidden()
    await expect(other.deliveries()).toHaveCount(2)
    await expect(other.delivery).not.toContainText('lost.')
  })

  await test.step('with none there is nothing to begin', async () => {
    await page.keyboard.press('Shift+R')
    await expect(window.dialog).toContainText('0 dead letters match.')
    await expect(window.dialog.getByRole('button', { name: 'Retry' })).toBeDisabled()
    await page.keyboard.press('Escape')
  })
  await app.close()
})

test('what is retried where nothing is sent says why it waits, and the way out; what is read stays', async ({ host, window, page }) => {
  let answer = 500
  const app = await startApp(() => answer)
  const { id } = await host.rpc('endpoints.save', { name: 'Shop', url: app.url, retry: { preset: 'none' } })
  for (const eventType of ['one', 'two', 'three']) await host.rpc('messages.send', { endpointIds: [id], eventType, body: '{}' })
  await expect.poll(async () => (await host.rpc('deliveries.list', { state: 'failed' })).rows.length).toBe(3)
  const notes = page.getByRole('region', { name: 'Notifications' })
  const hold = (patch: object) => host.rpc('endpoints.save', { id, ...patch })
  await window.open(host)
  await page.keyboard.press('g')
  await page.keyboard.press('s')

  await test.step('paused, and resumed from the note', async () => {
    await hold({ paused: true })
    await expect(page.getByRole('navigation').getByRole('button', { name: /^Shop/ })).toHaveAccessibleName(/Paused/)
    await window.deliveries('one').click()
    await window.delivery.locator('summary', { hasText: 'Response headers' }).click()
    await window.delivery.getByRole('button', { name: 'Retry now' }).click()
    await expect(notes).toContainText('Not sent yet: Shop is on hold')
    await expect(notes).toContainText('Paused by you.')
    expect(app.received).toHaveLength(3)
    // Whoever goes on reading keeps what is open when the next attempt comes.
    const headers = window.delivery.getByRole('table', { name: 'Response headers' })
    await window.delivery.locator('summary', { hasText: 'Response headers' }).click()
    await window.delivery.locator('summary', { hasText: 'Response headers' }).click()
    await expect(headers).toBeVisible()
    await notes.getByRole('button', { name: 'Resume' }).click()
    await expect(window.delivery.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveCount(2)
    await expect(headers).toBeVisible()
  })

  await test.step('a job of several says so, too', async () => {
    await hold({ enabled: false })
    await expect(page.getByRole('navigation').getByRole('button', { name: /^Shop/ })).toHaveAccessibleName(/Disabled/)
    await window.deliveries('one').click()
    await window.deliveries('two').click({ modifiers: ['ControlOrMeta'] })
    await page.getByRole('region', { name: 'Selected deliveries' }).getByRole('button', { name: 'Retry' }).click()
    await expect(notes).toContainText('2 done. Disabled by you.')
    answer = 200
    await notes.getByRole('button', { name: 'Enable…' }).click()
    await window.dialog.getByRole('button', { name: 'Deliver all' }).click()
    await expect(window.deliveries('Delivered')).toHaveCount(2)
  })

  await test.step('a deleted endpoint keeps its name, and is not retried', async () => {
    await page.getByRole('navigation').getByRole('button', { name: /^Shop/ }).click()
    await page.getByRole('combobox', { name: 'State', exact: true }).click()
    await page.getByRole('option', { name: 'Dead letters' }).click()
    await expect(window.deliveries('three')).toHaveCount(1)
    await host.rpc('endpoints.delete', { id })
    await expect(page.getByRole('combobox', { name: 'Endpoint' })).toHaveText('Shop (deleted)')
    const group = page.getByRole('region', { name: 'Dead letters by reason' })
    await expect(group).toContainText('Shop (deleted)')
    await expect(group.getByRole('button', { name: /^Retry/ })).toBeHidden()
    await window.deliveries('three').click()
    await expect(window.delivery).toContainText('three')
    await expect(window.delivery.getByRole('button', { name: 'Retry now' })).toBeHidden()
    await page.keyboard.press('Shift+R')
    await expect(window.dialog).toContainText('This endpoint was deleted')
    await expect(window.dialog.getByRole('combobox', { name: 'Endpoint' })).toHaveText('Shop (deleted)')
    await expect(window.dialog.getByRole('button', { name: 'Retry' })).toBeDisabled()
    await page.keyboard.press('Escape')
  })
  await app.close()
})

test('the dialog for many marks the time that is missing, and names a reason that there is none of', async ({ host, window, page }) => {
  const app = await startApp(({ url }) => (url === '/a' ? 500 : 503))
  for (const name of ['a', 'b']) {
    const { id } = await host.rpc('endpoints.save', { name, url: `${app.url}/${name}`, retry: { preset: 'none' } })
    await host.rpc('messages.send', { endpointIds: [id], eventType: 'x', body: '{}' })
  }
  await window.open(host)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Dead letters/ })
    .click()
  await page.getByRole('button', { name: /^Answered 500 a/ }).click()
  await page.keyboard.press('Shift+R')
  await expect(window.dialog).toContainText('1 dead letter matches.')
  await window.dialog.getByRole('combobox', { name: 'Endpoint' }).click()
  await page.getByRole('option', { name: 'b', exact: true }).click()
  await expect(window.dialog.getByRole('combobox', { name: 'Reason' })).toHaveText('Answered 500')
  await expect(window.dialog).toContainText('0 dead letters match.')
  await window.choose('Reason', 'Any reason')
  await window.choose('Created since', 'A date and time')
  await window.dialog.getByRole('button', { name: 'Retry' }).click()
  const at = window.dialog.getByLabel('Date and time', { exact: true })
  await expect(at).toBeFocused()
  await expect(at).toHaveAttribute('aria-invalid', 'true')
  await expect(window.dialog).toContainText('Choose a date and time.')
  await at.fill('2020-01-01T00:00')
  await expect(window.dialog.getByText('Choose a date and time.')).toBeHidden()
  await expect(window.dialog).toContainText('1 dead letter matches.')
  await app.close()
})
