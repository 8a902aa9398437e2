import { createHmac } from 'node:crypto'
import { axe } from '../support/axe.ts'
import { expect, test } from './support/test.ts'

test('a provider is found by another name, says what it is and how it is set up, and doubts a wrong secret', async ({
  host,
  window,
  page,
}) => {
  await window.open(host)
  await page.keyboard.press('n')
  const picker = window.dialog.getByRole('combobox', { name: 'Provider' })
  await picker.fill('twitter')
  await page.getByRole('option', { name: /X \(Twitter\)/ }).click()
  await expect(window.dialog.getByRole('region', { name: 'About X' })).toContainText('Answers automatically')

  await picker.fill('stripe')
  await page.getByRole('option', { name: /^Stripe/ }).click()
  const card = window.dialog.getByRole('region', { name: 'About Stripe' })
  await expect(card).toContainText('Checked with SDK')
  await expect(card).toContainText('Verification ran against the vendor’s own SDK.')
  await expect(card).toContainText(`${host.receiver}/`)
  await expect(card).toContainText('paste the URL as Endpoint URL')
  await expect(card).toContainText('retries for up to three days')

  const secret = window.dialog.getByRole('textbox', { name: /secret/i })
  await secret.fill('sk_test_51Habcdefghijk')
  await expect(window.dialog.getByText('This looks like a Stripe API key')).toBeVisible()
  expect(await axe(page)).toEqual([])
  await secret.fill('whsec_abcdefghijk')
  await expect(window.dialog.getByText('This looks like a Stripe API key')).toBeHidden()

  await picker.fill('facebook')
  await page.getByRole('option', { name: /^Facebook/ }).click()
  await window.dialog.getByRole('textbox', { name: 'Verify token' }).fill('my-own-word')
  await window.dialog.getByRole('textbox', { name: 'Name' }).fill('Page')
  await window.dialog.getByRole('textbox', { name: 'Path' }).fill('page')
  await window.dialog.getByRole('button', { name: 'Create' }).click()
  await expect(window.dialog).toBeHidden()
  const [source] = (await host.rpc('sources.list', {})).rows
  expect(source?.secrets.map(({ role }) => role).sort()).toEqual(['signing', 'verify-token'])
  const answer = await fetch(`${host.receiver}/page?hub.mode=subscribe&hub.verify_token=my-own-word&hub.challenge=1158201444`)
  expect(await answer.text()).toBe('1158201444')
})

test('a path that is taken is told at the path, which gets the focus and is in sight', async ({ host, window, page }) => {
  await host.rpc('sources.save', { name: 'Shop', slug: 'shop' })
  await page.setViewportSize({ width: 900, height: 420 })
  await window.open(host)
  await page.keyboard.press('n')
  await expect(window.dialog.getByRole('combobox', { name: 'Provider' })).toBeFocused()
  const path = window.dialog.getByRole('textbox', { name: 'Path' })
  const create = window.dialog.getByRole('button', { name: 'Create' })
  await create.click()
  await expect(window.dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await window.dialog.getByRole('textbox', { name: 'Name' }).fill('Shop')
  await window.dialog.getByText('Duplicates and strictness').click()
  await window.dialog.getByRole('switch', { name: /an identical body/ }).scrollIntoViewIfNeeded()
  await expect(path).not.toBeInViewport()
  await create.click()
  await expect(path).toBeFocused()
  await expect(path).toBeInViewport({ ratio: 1 })
  await expect(path).toHaveAccessibleDescription(/The path \/shop belongs to the source “Shop”/)
  await expect(window.dialog.getByRole('alert')).toBeHidden()
  await path.fill('shop-2')
  await expect(path).not.toHaveAttribute('aria-invalid')
  await host.rpc('sources.save', { name: 'Second', slug: 'shop-2' })
  await create.click()
  await expect(path).toHaveAccessibleDescription(/“Second”/)
  await path.fill('shop-3')
  await create.click()
  await expect(window.dialog).toBeHidden()
})

test('reply modes: each says what it does, what takes too long is warned of, and what is saved comes back', async ({
  host,
  window,
  page,
  app,
}) => {
  const endpoint = await host.rpc('endpoints.save', { name: 'My app', url: app.url })
  const source = await host.rpc('sources.save', { name: 'Slack app', slug: 'slack', provider: 'slack' })
  const stored = async () => (await host.rpc('sources.list', {})).rows[0]
  const edit = async () => {
    await page.getByRole('button', { name: 'More for Slack app' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await window.dialog.getByText('Reply and forwarding').click()
  }
  const mode = async (name: RegExp) => {
    await window.dialog.getByRole('combobox', { name: 'Reply' }).click()
    await page.getByRole('option', { name }).click()
  }
  const save = async () => {
    await window.dialog.getByRole('button', { name: 'Save' }).click()
    await expect(window.dialog).toBeHidden()
  }
  await window.open(host)
  await test.step('custom', async () => {
    await edit()
    await mode(/^Custom/)
    await window.dialog.getByRole('textbox', { name: 'Status' }).fill('202')
    await window.dialog.getByRole('textbox', { name: 'Headers' }).fill('X-Seen: {{event.id}}')
    await window.dialog.getByRole('textbox', { name: 'Body' }).fill('{"path":"{{path}}"}')
    await window.dialog.getByRole('textbox', { name: 'Delay in ms' }).fill('4000')
    await expect(window.dialog.getByRole('status').filter({ hasText: 'Slack gives up after 3 s' })).toBeVisible()
    await window.dialog.getByRole('textbox', { name: 'Delay in ms' }).fill('0')
    await expect(window.dialog.getByText('Longer than the provider waits')).toBeHidden()
    await save()
    expect((await stored())?.reply).toMatchObject({ mode: 'custom', status: 202, headers: [['X-Seen', '{{event.id}}']] })
    const answer = await fetch(`${host.receiver}/slack/a`, { method: 'POST', body: '{}' })
    expect([answer.status, await answer.text()]).toEqual([202, '{"path":"/slack/a"}'])
  })
  await test.step('fault', async () => {
    await edit()
    await expect(window.dialog.getByRole('textbox', { name: 'Status' })).toHaveValue('202')
    await mode(/^Fault/)
    await window.dialog.getByRole('combobox', { name: 'What goes wrong' }).click()
    await page.getByRole('option', { name: /^Time out/ }).click()
    await window.dialog.getByRole('textbox', { name: 'Duration in seconds' }).fill('20')
    await expect(window.dialog.getByText('Slack gives up after 3 s')).toBeVisible()
    await window.dialog.getByRole('textbox', { name: /Only the first/ }).fill('2')
    await save()
    expect((await stored())?.reply).toEqual({ mode: 'fault', fault: 'timeout', firstN: 2, delayMs: 20_000 })
  })
  await test.step('pass through, and duplicates', async () => {
    await edit()
    await mode(/^Pass through/)
    await expect(window.dialog.getByText('Every reply takes as long as your app does; 2 s at most')).toBeVisible()
    await window.dialog.getByRole('button', { name: 'Save' }).click()
    await expect(window.dialog.getByText('Choose the endpoint for the app that answers.')).toBeVisible()
    await window.dialog.getByRole('combobox', { name: 'App that answers' }).click()
    await page.getByRole('option', { name: /My app/ }).click()
    await window.dialog.getByText('Duplicates and strictness').click()
    await window.dialog.getByRole('combobox', { name: 'A duplicate of an accepted event' }).click()
    await page.getByRole('option', { name: /Gets the first reply/ }).click()
    await window.dialog.getByRole('combobox', { name: /Event id, if/ }).click()
    await page.getByRole('option', { name: 'Body value' }).click()
    await window.dialog.getByRole('textbox', { name: 'Path in the body' }).fill('data.id')
    await window.dialog.getByRole('switch', { name: /an identical body/ }).click()
    expect(await axe(page)).toEqual([])
    await save()
    expect(await stored()).toMatchObject({
      id: source.id,
      reply: { mode: 'pass-through', endpointId: endpoint.id },
      onDuplicate: 'answer-as-before',
      duplicateKey: { path: 'data.id' },
      suppressByBody: true,
      asVendor: false,
    })
  })
})

test('a sender that nobody knows is described beside a live test, and verified from then on', async ({ host, window, page }) => {
  const send = async (path: string) => {
    const time = Math.floor(Date.now() / 1000)
    const body = `{"order":{"id":"ord_${time}"}}`
    const mac = createHmac('sha256', 'tea-secret').update(`${time}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-tea': `t=${time},v1=${mac}` }
    return (await fetch(host.receiver + path, { method: 'POST', body, headers })).status
  }
  await send('/tea')
  await window.open(host)
  await window.rows('/tea').click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('your own provider')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Describe a provider' })
  const verdict = dialog.getByRole('region', { name: 'Verdict of the test' })
  await expect(dialog.getByText('The X-Signature header, which carries the signature, is missing.')).toBeVisible()

  await dialog.getByRole('combobox', { name: 'Start from' }).click()
  await page.getByRole('option', { name: 'Stripe', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'Template' })).toHaveValue('{timestamp}.{body}')
  await dialog.getByRole('textbox', { name: 'Signature: Header name' }).fill('X-Tea')
  await dialog.getByRole('textbox', { name: 'Secret', exact: true }).fill('coffee-secret')
  await expect(verdict).toContainText('The signature does not match')
  await dialog.getByRole('textbox', { name: 'Secret', exact: true }).fill('tea-secret')
  await expect(verdict).toContainText('Verified')
  await expect(dialog.getByRole('region', { name: /Signed content from/ })).toContainText('{"order":')

  await dialog.getByRole('textbox', { name: 'Template' }).fill('{timestamp}.{boddy}')
  await expect(dialog.getByText('{boddy} is not a variable')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Template' }).fill('{timestamp}.')
  await dialog.getByRole('button', { name: '{body}', exact: true }).click()
  await expect(verdict).toContainText('Verified')
  await dialog.getByRole('textbox', { name: 'Event id: Path in the body' }).fill('order.id')
  await expect(dialog).toContainText(/ord_\d+/)
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save the provider' }).click()
  await expect(dialog.getByText('Give the provider a name.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Tea shop')
  await dialog.getByRole('button', { name: 'Save the provider' }).click()
  await expect(dialog).toBeHidden()

  await window.createSource({ provider: 'Tea shop', name: 'Tea', secret: 'tea-secret' })
  const [source] = (await host.rpc('sources.list', {})).rows
  expect(source?.provider).toBe('custom-tea-shop')
  expect(await send(`/${source?.slug}`)).toBe(200)
  await expect(window.rows('Verified')).toHaveCount(1)

  await page.getByRole('button', { name: 'More for Tea' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await window.dialog.getByRole('button', { name: 'Edit its description' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit the description' })
  await expect(edit.getByRole('textbox', { name: 'Signature: Header name' })).toHaveValue('X-Tea')
  await edit.getByRole('button', { name: 'Remove' }).click()
  await expect(edit.getByRole('alert')).toContainText('“Tea shop” is in use by the source “Tea”.')
  await page.keyboard.press('Escape')
  await expect(edit).toBeHidden()
  await expect(page.getByRole('dialog', { name: 'Edit source' })).toBeVisible()
  await host.rpc('sources.save', { id: source?.id ?? '', provider: null })
  await window.dialog.getByRole('button', { name: 'Edit its description' }).click()
  await edit.getByRole('button', { name: 'Remove' }).click()
  await expect(edit).toBeHidden()
  await expect(window.dialog.getByRole('combobox', { name: 'Provider' })).toHaveValue('Other or unknown')
})

test('a Source made of an Inbox row takes over the provider and the secret that came by handshake', async ({ host, window, page }) => {
  const secret = '4b5c9d41e2f0475aa7a2f86d8f5a2a55'
  const shaken = await fetch(`${host.receiver}/tasks`, { method: 'POST', headers: { 'x-hook-secret': secret } })
  expect(shaken.headers.get('x-hook-secret')).toBe(secret)
  const send = async () => {
    const body = '{"events":[{"action":"changed","resource":{"gid":"1","resource_type":"task"}}]}'
    const mac = createHmac('sha256', secret).update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-hook-signature': mac }
    return (await fetch(`${host.receiver}/tasks`, { method: 'POST', body, headers })).status
  }
  await send()
  await window.open(host)
  await window.rows('/tasks').first().click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('source')
  await page.getByRole('option', { name: /Make this a source/i }).click()
  await expect(window.dialog.getByRole('combobox', { name: 'Provider' })).toHaveValue('Asana')
  await expect(window.dialog.getByText('Includes a secret')).toBeVisible()
  await window.dialog.getByRole('button', { name: 'Create' }).click()
  await expect(window.dialog).toBeHidden()
  expect((await host.rpc('sources.list', {})).rows[0]).toMatchObject({ provider: 'asana', slug: 'tasks', secrets: [{ role: 'signing' }] })
  await send()
  await expect(window.rows('Verified')).toHaveCount(1)
})

test('several requests are verified again with another secret, and nothing stored changes', async ({ host, window, page }) => {
  for (let i = 0; i < 3; i++) {
    const body = `{"n":${i}}`
    const mac = createHmac('sha256', i === 2 ? 'other' : 'right')
      .update(body)
      .digest('hex')
    await fetch(`${host.receiver}/hub`, {
      method: 'POST',
      body,
      headers: { 'x-hub-signature-256': `sha256=${mac}`, 'x-github-event': 'push' },
    })
  }
  await window.open(host)
  await expect(window.rows('/hub')).toHaveCount(3)
  await window.grid.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('verify again')
  await page.keyboard.press('Enter')
  await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('github')
  await page.getByRole('option', { name: /^GitHub/ }).click()
  await window.dialog.getByRole('textbox', { name: /secret/i }).fill('right')
  await window.dialog.getByRole('button', { name: 'Verify', exact: true }).click()
  const result = window.dialog.getByRole('region', { name: 'Result' })
  await expect(result).toContainText('Verified: 2')
  await expect(result).toContainText('Failed: 1')
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(window.rows('Not checked')).toHaveCount(3)
})

test('a long name or URL of an endpoint is whole where a source forwards to it', async ({ host, window, page }) => {
  const long = 'x'.repeat(150)
  await host.rpc('endpoints.save', { name: long.slice(0, 100), url: `http://127.0.0.1:9/${long}` })
  await window.open(host)
  await page.keyboard.press('n')
  await window.dialog.getByText('Reply and forwarding').click()
  const inside = window.dialog.getByRole('group', { name: 'Forward to' })
  await expect(inside).toContainText(long)
  const room = await window.dialog.evaluate(one => one.getBoundingClientRect().right)
  for (const text of await inside.locator('label, label + span').all()) {
    expect(await text.evaluate(one => Math.max(...[...one.getClientRects()].map(({ right }) => right), one.scrollWidth))).toBeLessThan(room)
  }
})
