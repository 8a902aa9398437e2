import { axe } from '../support/axe.ts'
import { expect, test } from './support/test.ts'

test('a sample is chosen, edited, signed and sent through the receiver; its row opens; another goes to an Endpoint', async ({
  host,
  window,
  page,
  app,
}) => {
  await host.rpc('endpoints.save', { name: 'My app', url: `${app.url}/in` })
  await window.open(host)
  await test.step('from the empty window, to the Inbox', async () => {
    await page.getByRole('button', { name: 'Send a sample' }).click()
    await expect(window.dialog.getByText('lands in the Inbox, unsigned')).toBeVisible()
    await window.dialog.getByRole('button', { name: 'Create a source for Stripe' }).click()
    await expect(window.dialog.getByRole('combobox', { name: 'Provider' })).toHaveValue('Stripe')
    await window.dialog.getByRole('textbox', { name: /secret/i }).fill('whsec_c2VjcmV0LWZvci10ZXN0cw')
    await window.dialog.getByRole('button', { name: 'Create' }).click()
    await expect(window.dialog).toBeHidden()
  })
  await test.step('from the Source’s menu, edited, by keyboard', async () => {
    await page.getByRole('button', { name: 'More for Stripe' }).click()
    await page.getByRole('menuitem', { name: 'Send a sample' }).click()
    await expect(window.dialog.getByText('Signed with the secret of Stripe.')).toBeVisible()
    const failed = window.dialog.getByRole('radio', { name: /Failure/ }).first()
    await failed.check()
    await expect(failed).toBeChecked()
    const before = await window.dialog.getByRole('textbox', { name: 'Body' }).inputValue()
    await page.keyboard.press('ArrowUp')
    await expect(failed).not.toBeChecked()
    await expect(window.dialog.getByRole('textbox', { name: 'Body' })).not.toHaveValue(before)
    const body = window.dialog.getByRole('textbox', { name: 'Body' })
    await body.fill('{"id":"evt_mine","type":"charge.mine"}')
    await expect(window.dialog.getByRole('button', { name: /^Format/ })).toHaveCount(1)
    await body.press('ControlOrMeta+Enter')
    const result = window.dialog.getByRole('region', { name: 'Result' })
    await expect(result).toContainText('Replied 200')
    await expect(result).toContainText('Verified')
    await expect(result).toContainText('charge.mine')
    await window.dialog.getByRole('button', { name: 'Send another' }).click()
    await expect(result).toContainText('duplicate')
    expect(await axe(page)).toEqual([])
    await result.getByRole('button', { name: 'Open request' }).click()
    await expect(window.dialog).toBeHidden()
    await expect(window.detail).toContainText('/stripe')
  })
  await test.step('unedited, each is another event', async () => {
    await page.keyboard.press('Shift+S')
    await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
    const result = window.dialog.getByRole('region', { name: 'Result' })
    await expect(result).toContainText('Verified')
    await window.dialog.getByRole('button', { name: 'Send another' }).click()
    await expect.poll(async () => (await host.rpc('requests.list', { filter: 'is:sample' })).rows.length).toBe(4)
    await expect(result).toContainText('Verified')
    await expect(result).not.toContainText('duplicate')
  })
  await test.step('of a provider whose key nobody else has: signed with one of ours, which the app can be given', async () => {
    await host.rpc('sources.save', {
      name: 'Bot',
      slug: 'bot',
      provider: 'discord',
      secrets: [{ role: 'public-key', value: 'ab'.repeat(32) }],
    })
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
    await page.getByRole('button', { name: 'More for Bot' }).click()
    await page.getByRole('menuitem', { name: 'Send a sample' }).click()
    await expect(window.dialog.getByText('Only Discord has the private key')).toBeVisible()
    await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(window.dialog.getByRole('region', { name: 'Result' })).toContainText('Verified')
  })
  await test.step('to an Endpoint', async () => {
    await window.dialog.getByRole('combobox', { name: 'Send to' }).click()
    await page.getByRole('option', { name: /Endpoint My app/ }).click()
    await window.dialog.getByRole('button', { name: 'Send another' }).click()
    await expect(window.dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
    expect(app.received.map(({ url }) => url)).toEqual(['/in'])
  })
})
