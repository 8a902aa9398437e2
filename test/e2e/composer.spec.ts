import { createHmac } from 'node:crypto'
import { axe } from '../support/axe.ts'
import { expect, test } from './support/test.ts'

test('a curl command is imported, given variables, signed, sent, answered, saved and found again; a row is exported', async ({
  host,
  window,
  page,
  app,
}) => {
  // What the content security policy forbids: the editor has to do without. (Chromium's own editing tries inline styles when text is
  // replaced, and axe in shadow roots, so it is looked at before either.)
  const refusals: string[] = []
  page.on('console', message => /Content Security Policy/i.test(message.text()) && refusals.push(message.text()))
  await host.rpc('endpoints.save', { name: 'My app', url: `${app.url}/in`, scheme: 'github', secrets: ['s3cret'], local: true })
  await window.open(host)
  const { dialog } = window
  const body = dialog.getByRole('textbox', { name: 'Body' })
  const send = dialog.getByRole('button', { name: /^Send/ })
  await test.step('import', async () => {
    await page.keyboard.press('Shift+M')
    await dialog.getByRole('button', { name: 'Import' }).click()
    const panel = dialog.getByRole('region', { name: 'Import a request' })
    await panel.getByRole('textbox').fill('curl --data @event.json x.test')
    await panel.getByRole('button', { name: 'Import' }).click()
    await expect(panel).toContainText('The body is read from the file event.json')
    await panel
      .getByRole('textbox')
      .fill(
        `curl '${app.url}/orders?t=1' -X PUT -H 'X-Trace: {{uuid:t}}' -H 'Content-Type: application/json' --data-raw $'{"it\\'s":[1,2]}' | jq`,
      )
    await panel.getByRole('button', { name: 'Import' }).click()
    await expect(dialog).toContainText('What follows “|” in the command is not imported.')
    await expect(dialog.getByRole('textbox', { name: 'Method' })).toHaveValue('PUT')
    await expect(dialog.getByRole('textbox', { name: 'URL' })).toHaveValue(`${app.url}/orders?t=1`)
    await expect(body).toHaveText(`{"it's":[1,2]}`)
    await expect(body).toHaveCSS('padding-top', '6px')
    expect(refusals).toEqual([])
  })
  await test.step('variables, JSON and their errors', async () => {
    await body.fill('{"id":"{{uuid:t}}","at":{{now.s}},"list":[1,}')
    await expect(dialog.getByText('Not valid JSON at line 1, column 45')).toBeVisible()
    await body.fill('{"id":"{{uuid:t}}","at":{{nwo}}}')
    await expect(dialog.getByRole('status').filter({ hasText: 'unknown variable: {{nwo}}' })).toBeVisible()
    await expect(send).toBeDisabled()
    await body.fill('{"id":"{{uuid:t}}","at":{{now.s}},"n":1.0}')
    await dialog.getByRole('button', { name: 'Format' }).click()
    await expect(body).toContainText('"n": 1.0')
    await dialog.getByText('Preview with values').click()
    await expect(dialog.locator('pre', { hasText: '"at": 1' })).toContainText(/"id": "[0-9a-f-]{36}"/)
  })
  await test.step('signed with a secret of its own, sent by keyboard, answered', async () => {
    await window.choose('Send to', 'My app')
    await dialog.getByRole('textbox', { name: 'Append to the URL' }).fill('/sub?x={{now.ms}}')
    await window.choose('Signature', 'Secret of the endpoint')
    await body.press('ControlOrMeta+Enter')
    const sent = dialog.getByRole('region', { name: 'Sent' })
    await expect(sent).toContainText('Delivered')
    await expect(sent).toContainText('200')
    await expect.poll(() => app.received.length).toBe(1)
    const got = app.received[0]
    expect(got?.method).toBe('PUT')
    expect(got?.url).toMatch(/^\/in\/sub\?x=\d{13}$/)
    expect(JSON.parse(got?.body ?? '')).toMatchObject({ id: got?.headers['x-trace'], n: 1 })
    expect(got?.headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', 's3cret')
        .update(got?.body ?? '')
        .digest('hex')}`,
    )
  })
  await test.step('saved, opened again after a new start, and found in the history', async () => {
    await dialog.getByRole('button', { name: 'Save as' }).click()
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Order, signed')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(dialog.getByRole('form', { name: 'Save as' })).toBeHidden()
    await page.reload()
    await window.loaded()
    await page.keyboard.press('Shift+M')
    await dialog.getByRole('button', { name: 'Saved & history' }).click()
    await expect(dialog.getByRole('region', { name: 'Sent from here' })).toContainText('PUT My app /sub')
    await dialog
      .getByRole('region', { name: 'Saved requests' })
      .getByRole('button', { name: /^Order, signed/ })
      .click()
    await expect(body).toContainText('{{uuid:t}}')
    expect(await axe(page)).toEqual([])
    await send.click()
    await expect.poll(() => app.received.length).toBe(2)
    expect(app.received[1]?.body).not.toBe(app.received[0]?.body)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
  await test.step('an event to endpoints, with variables', async () => {
    await page.keyboard.press('m')
    await expect(body).toHaveAttribute('contenteditable', 'true')
    await body.fill('{"id":"{{uuid}}"}')
    await body.press('ControlOrMeta+Enter')
    await expect(dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
    expect(JSON.parse(app.received[2]?.body ?? '').id).toMatch(/^[0-9a-f-]{36}$/)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
  await test.step('a captured request becomes a new one, and is exported', async () => {
    await fetch(`${host.receiver}/any?a=1`, { method: 'POST', headers: { authorization: 'Bearer t0ken' }, body: 'say {{hello}}' })
    await window.rows('/any').click()
    await page.keyboard.press('Shift+E')
    await expect(body).toHaveText('say \\{{hello}}')
    await expect(dialog).toContainText('contains a hidden credential and was left out')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.keyboard.press('x')
    await expect(dialog.getByRole('region', { name: 'Exported text' })).toContainText('curl')
    await window.choose('Format', 'HAR')
    const text = dialog.getByRole('region', { name: 'Exported text' })
    await expect(text).toContainText('"log"')
    await expect(text).not.toContainText('t0ken')
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('checkbox', { name: 'Include captured credentials' }).check()
    await expect(text).toContainText('Bearer t0ken')
    const file = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Download' }).click()
    expect((await file).suggestedFilename()).toBe('hookbench-requests.har')
  })
})

test('a message says who gets it unsigned, when it was sent before, and why it was refused until it is changed', async ({
  host,
  window,
  page,
  app,
}) => {
  await host.rpc('endpoints.save', { name: 'Plain', url: `${app.url}/in`, local: true, eventTypes: ['invoice.*'] })
  await host.rpc('endpoints.save', { name: 'Asleep', url: `${app.url}/off`, local: true, enabled: false })
  await window.open(host)
  await page.keyboard.press('m')
  const { dialog } = window
  const type = dialog.getByRole('textbox', { name: 'Event type' })
  const again = dialog.getByText('Nothing new was sent')
  await expect(dialog.getByRole('checkbox', { name: /Asleep/ })).toBeVisible()
  await expect(dialog.getByText(/has no scheme/)).toHaveCount(0)
  await type.fill('invoice.paid')
  await expect(dialog.getByText(/has no scheme/)).toHaveText(['Plain has no scheme: its message is not signed.'])

  await dialog.getByRole('textbox', { name: 'Event id' }).fill('evt_once')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
  await expect(again).toBeHidden()
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await expect(again).toBeVisible()
  expect(app.received).toHaveLength(1)

  const refused = dialog.getByText('It was not sent')
  await type.fill('invoice.sent')
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await expect(refused).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Event id' }).fill('evt_twice')
  await expect(refused).toBeHidden()
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => app.received.length).toBe(2)
  await expect(again).toBeHidden()
})
