import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Host } from './support/host.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'xoxb-body-credential'
const BODY = JSON.stringify({ token: TOKEN, team_id: 'T1', event: { type: 'message', text: 'hello' } })

async function send(host: Host, path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${host.receiver}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body as BodyInit,
  })
  await response.arrayBuffer()
}

test('credentials inside a body are hidden in every view until they are revealed, and an unedited body goes out as it came', async ({
  host,
  window,
  page,
  app,
}) => {
  await host.rpc('sources.save', { name: 'Slack', slug: 'slack', provider: 'slack' })
  await host.rpc('endpoints.save', { name: 'My app', url: `${app.url}/in` })
  await send(host, '/slack/json', BODY)
  await send(host, '/slack/form', `token=${TOKEN}&text=hi`, { 'content-type': 'application/x-www-form-urlencoded' })
  await send(host, '/slack/gzip', gzipSync(BODY), { 'content-encoding': 'gzip' })
  await window.open(host)
  const hidden = async () => {
    await expect(window.detail).toContainText('••••••••')
    await expect(window.detail).not.toContainText(TOKEN)
  }
  const show = (view: string) =>
    window.detail
      .getByRole('group', { name: /Show body as|Body as/ })
      .getByRole('button', { name: view, exact: true })
      .click()

  await test.step('JSON, pretty, text, hex', async () => {
    await window.rows('/slack/json').click()
    await expect(window.detail.getByRole('tree')).toContainText('••••••••')
    await hidden()
    for (const view of ['Pretty', 'Text']) {
      await show(view)
      await hidden()
    }
    await show('Hex')
    await expect(window.detail.getByRole('grid')).toContainText('••')
    await expect(window.detail.getByRole('grid')).not.toContainText('xoxb')
    await show('JSON')
  })
  await test.step('raw', async () => {
    await window.tab('Raw')
    await hidden()
    await show('Hex')
    await expect(window.detail.getByRole('grid')).not.toContainText('xoxb')
    await show('Text')
  })
  await test.step('revealed once, shown everywhere, and hidden again for the next', async () => {
    await window.detail.getByRole('button', { name: 'Reveal', exact: true }).click()
    await expect(window.detail).toContainText(TOKEN)
    await window.tab('Body')
    await expect(window.detail.getByRole('tree')).toContainText(TOKEN)
    await window.rows('/slack/form').click()
    await expect(window.detail.getByRole('table')).toContainText('••••••••')
    await hidden()
    await window.rows('/slack/gzip').click()
    await hidden()
    await window.detail.getByRole('button', { name: 'As sent' }).click()
    await expect(window.detail.getByText('cannot be hidden individually')).toBeVisible()
    await expect(window.detail.getByRole('grid')).toBeHidden()
  })
  await test.step('the composer', async () => {
    await window.rows('/slack/json').click()
    await hidden()
    await window.detail.getByRole('button', { name: 'Edit and resend' }).click()
    await expect(window.dialog.getByText('is sent exactly as captured')).toBeVisible()
    await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(window.dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
    expect(app.received.at(-1)?.body).toBe(BODY)
    await window.dialog.getByRole('button', { name: 'Reveal and edit' }).click()
    await expect(window.dialog.getByRole('textbox', { name: 'Body' })).toHaveValue(BODY)
    await window.dialog.getByRole('button', { name: 'Format' }).click()
    await expect(window.dialog.getByRole('textbox', { name: 'Body' })).toHaveValue(JSON.stringify(JSON.parse(BODY), null, 2))
    await window.dialog.getByRole('button', { name: 'Minify' }).click()
    // Back at the captured text: nothing is edited any more.
    await expect(window.dialog.getByText('Edited', { exact: true })).toBeHidden()
    await window.dialog.getByRole('textbox', { name: 'Body' }).fill(BODY.replace('hello', 'bye'))
    await window.dialog.getByRole('button', { name: /^Send/ }).last().click()
    await expect(window.dialog.getByRole('button', { name: 'Send again' })).toBeEnabled()
    await expect.poll(() => app.received.length).toBe(2)
    expect(app.received.at(-1)?.body).toBe(BODY.replace('hello', 'bye'))
    await page.keyboard.press('Escape')
  })
  await test.step('an attempt’s bodies', async () => {
    const deliveries = await window.tab('Deliveries')
    await deliveries.getByText('Request body as sent').click()
    await expect(deliveries.getByRole('tree').last()).toContainText('••••••••')
    await expect(deliveries).not.toContainText(TOKEN)
  })
})

test('the hex view shows as many bytes in a row as leave their text in sight', async ({ host, window, page }) => {
  await send(host, '/hex', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  await window.open(host)
  await window.rows('/hex').click()
  await window.detail.getByRole('button', { name: 'Hex', exact: true }).click()
  const row = window.detail.getByRole('grid').getByRole('row').first()
  for (const [width, bytes, last] of [
    [1440, 16, 'P'],
    [900, 8, 'H'],
  ] as const) {
    await page.setViewportSize({ width, height: 600 })
    await expect(row.getByRole('gridcell')).toHaveCount(bytes)
    await expect(row.getByText(last, { exact: true })).toBeInViewport({ ratio: 1 })
  }
  await window.detail.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(window.detail.getByRole('status').filter({ hasText: 'Byte 8' })).toBeVisible()
})

test('finding in a body, names that repeat, numbers that are exact', async ({ host, window, page }) => {
  const list = Array.from({ length: 400 }, (_, i) => ({ n: i, name: `item ${i}` }))
  await send(host, '/find', JSON.stringify({ big: 1, list }).replace('"big":1', '"big":12345678901234567890,"big":2'))
  await send(host, '/xml', '<?xml version="1.0"?><order id="7"><item>tea</item><item>pot</item></order>', {
    'content-type': 'application/xml',
  })
  await window.open(host)
  await window.rows('/find').click()
  await expect(window.detail.getByRole('tree')).toContainText('12345678901234567890')
  await expect(window.detail.getByText('1 name appears')).toBeVisible()
  await window.detail.getByRole('button', { name: 'Find in the body' }).click()
  await page.keyboard.type('item 39')
  // item 39 and item 390 to 399, folded away until they are looked for.
  await expect(window.detail.getByText('1 of 11')).toBeVisible()
  await expect(window.detail.getByRole('treeitem', { selected: true })).toContainText('item 39')
  await page.keyboard.press('Enter')
  await expect(window.detail.getByRole('treeitem', { selected: true })).toContainText('item 390')
  await window.detail.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(window.detail.getByText('of 11')).toBeVisible()
  await expect(window.detail.locator('mark').first()).toContainText('item 39')
  await test.step('compressions that a browser does not know', async () => {
    for (const [coding, compress] of [
      ['br', brotliCompressSync],
      ['zstd', zstdCompressSync],
    ] as const) {
      await send(host, `/${coding}`, compress('{"packed":"tightly"}'), { 'content-encoding': coding })
      await window.rows(`/${coding}`).click()
      await expect(window.detail.getByRole('tree')).toContainText('"tightly"')
      await window.detail.getByRole('button', { name: 'As sent' }).click()
      await expect(window.detail.getByRole('grid')).toBeVisible()
    }
  })
  await window.rows('/xml').click()
  await expect(window.detail.getByRole('region', { name: 'Text of the body' })).toContainText('<item>tea</item>')
  await expect(window.detail.getByText('2', { exact: true }).first()).toBeVisible()
})

test('two requests side by side, the changes since the previous of a type, and an attempt against what was captured', async ({
  host,
  window,
  page,
  app,
}) => {
  await host.rpc('endpoints.save', { name: 'My app', url: `${app.url}/in` })
  await host.rpc('sources.save', { name: 'GitHub', slug: 'github', provider: 'github' })
  const push = (delivery: string, body: unknown) =>
    send(host, `/github/${delivery}`, JSON.stringify(body), { 'x-github-event': 'push', 'x-github-delivery': delivery })
  await push('one', { ref: 'refs/heads/main', commits: [{ id: 'a', message: 'first' }] })
  await push('two', {
    ref: 'refs/heads/next',
    commits: [
      { id: 'a', message: 'first' },
      { id: 'b', message: 'second' },
    ],
  })
  await window.open(host)
  await test.step('chosen together', async () => {
    await window.rows('/github/two').click()
    await window.rows('/github/one').click({ modifiers: ['ControlOrMeta'] })
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    const table = window.dialog.getByRole('region', { name: 'Body' }).getByRole('table')
    await expect(table.getByRole('row', { name: /ref/ })).toContainText('"refs/heads/main""refs/heads/next"')
    await expect(table.getByRole('row', { name: /commits\[1\]/ })).toContainText('added')
    await window.dialog.getByRole('button', { name: 'Side by side' }).click()
    await expect(table).toContainText('"message": "second"')
    await window.dialog.getByRole('button', { name: 'Response', exact: true }).click()
    await expect(window.dialog.getByText('Neither has a body.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  })
  await test.step('since the previous', async () => {
    await window.rows('/github/two').click()
    await window.detail.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Changes since the previous push' }).click()
    await expect(window.dialog.getByRole('region', { name: 'Left' })).toContainText('/github/one')
    await expect(window.dialog.getByRole('region', { name: 'Right' })).toContainText('/github/two')
    await page.keyboard.press('Escape')
    await window.rows('/github/one').click()
    await page.keyboard.press('Shift+D')
    await expect(page.getByText('There is no earlier request of this type')).toBeVisible()
  })
  await test.step('an attempt', async () => {
    const { rows } = await host.rpc('requests.list', { limit: 1 })
    await host.rpc('requests.resend', {
      ids: [rows[0]?.id ?? ''],
      to: { url: app.url },
      sign: 'as-received',
      edit: { body: '{"ref":"edited"}' },
    })
    await window.rows('/github/two').click()
    const deliveries = await window.tab('Deliveries')
    await deliveries.getByRole('button', { name: 'Compare with captured request' }).click()
    await expect(window.dialog.getByRole('row', { name: /ref/ }).first()).toContainText('"edited"')
  })
})

test('why a request failed is said once, whatever else the proof shows', async ({ host, window }) => {
  await host.rpc('sources.save', { name: 'Repo', slug: 'repo', provider: 'github', secrets: ['repo-secret-0123456789'] })
  const unsigned = { 'content-type': 'application/json', 'x-github-event': 'push', 'x-github-delivery': crypto.randomUUID() }
  expect((await fetch(`${host.receiver}/repo`, { method: 'POST', body: '{}', headers: unsigned })).status).toBe(400)
  await window.open(host)
  await window.rows('/repo').click()
  const tab = await window.tab('Verification')
  await expect(tab.getByRole('region', { name: 'What was checked' })).toBeVisible()
  await expect(tab.getByText('The X-Hub-Signature-256 header, which carries the signature, is missing.')).toHaveCount(1)
  await expect(tab.getByRole('listitem').filter({ hasText: 'Headers' })).toBeVisible()
})
