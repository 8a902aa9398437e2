import { fromPublic } from '../support/ngrok-edge/public.ts'
import { expectLink, fillTunnel, GOOD_TOKEN, test } from './support/edge.ts'
import { BODY, SECRET, SIGNATURE } from './support/github.ts'
import { inEachLook } from './support/screens.ts'
import { expect } from './support/test.ts'

test('from an empty window to a provider’s verified event in three steps', async ({ host, window, page, edge }) => {
  await window.open(host)
  await page.getByRole('button', { name: 'Set up step by step' }).click()
  await expect(window.dialog).toContainText('Step 1 of 3: Provider')
  await expect(window.dialog.getByRole('button', { name: 'Continue' })).toBeDisabled()
  await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('github')
  await page.getByRole('option', { name: 'GitHub' }).first().click()
  await window.dialog.getByRole('textbox', { name: 'Signing secret' }).fill(SECRET)
  await window.dialog.getByRole('button', { name: 'Continue' }).click()

  await expect(window.dialog).toContainText('Step 2 of 3: Public URL')
  await fillTunnel(window, edge, GOOD_TOKEN)
  await window.dialog.getByRole('button', { name: 'Turn on' }).click()

  await expect(window.dialog).toContainText('Step 3 of 3: First event', { timeout: 20_000 })
  await expect(window.dialog.getByRole('heading', { name: 'Waiting for the first event' })).toBeVisible()
  await expect(window.dialog).toContainText(`${edge.url}/github`)
  // Registering by the provider's API is offered where there is one.
  await expect(window.dialog.getByRole('button', { name: 'Connect to GitHub' })).toBeVisible()
  const checks = window.dialog.getByRole('region', { name: 'Live check' })
  await expect(checks).toContainText('from the internet')
  const headers = {
    'content-type': 'text/plain',
    'x-github-event': 'push',
    'x-github-delivery': 'one',
    'x-hub-signature-256': SIGNATURE,
  }
  expect((await fromPublic(`${edge.url}/github`, { headers, body: BODY })).status).toBe(200)
  await expect(window.dialog.getByRole('heading', { name: 'The first event has arrived' })).toBeVisible()
  await expect(checks.getByRole('listitem').filter({ hasText: 'Request arrived' })).toContainText('push')
  await expect(checks.getByRole('listitem').filter({ hasText: 'Signature verified' })).toContainText('GitHub')
  await inEachLook(page, 'wizard-arrived')
  await window.dialog.getByRole('button', { name: 'Show it' }).click()
  await expect(window.dialog).toBeHidden()
  await expect(window.answer('Is it genuine?')).toContainText('Yes')
  await expectLink(page, 'Online')
})

test('without a network: a URL of this machine and a sample event; again from the palette', async ({ host, window, page }) => {
  await window.open(host)
  await page.getByRole('button', { name: 'Set up step by step' }).click()
  await window.dialog.getByRole('button', { name: 'Just give me a URL' }).click()
  await window.dialog.getByRole('button', { name: 'Stay on this machine' }).click()
  await expect(window.dialog).toContainText(host.receiver)
  await expect(window.dialog).toContainText('from this machine only')
  await window.dialog.getByRole('button', { name: 'Send a sample event' }).click()
  await expect(window.dialog.getByRole('heading', { name: 'The first event has arrived' })).toBeVisible()
  await expect(window.dialog).toContainText('a sample event')
  await window.dialog.getByRole('button', { name: 'Done' }).click()
  await expect(window.rows('POST', '/test')).toHaveCount(1)
  // With data in it the window offers it no more by itself.
  await expect(page.getByRole('button', { name: 'Set up step by step' })).toHaveCount(0)

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('step by step')
  await page.keyboard.press('Enter')
  await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('stripe')
  await page.getByRole('option', { name: 'Stripe' }).first().click()
  await window.dialog.getByRole('button', { name: 'Continue' }).click()
  await window.dialog.getByRole('button', { name: 'Stay on this machine' }).click()
  // The earlier event is not this one's first.
  await expect(window.dialog.getByRole('heading', { name: 'Waiting for the first event' })).toBeVisible()
  await window.dialog.getByRole('textbox', { name: 'Signing secret' }).fill('whsec_c2VjcmV0LWZvci10ZXN0cw')
  await window.dialog.getByRole('button', { name: 'Save the secret' }).click()
  await expect(window.dialog.getByRole('textbox', { name: 'Signing secret' })).toHaveCount(0)
  await window.dialog.getByRole('button', { name: 'Send a sample event' }).click()
  const checks = window.dialog.getByRole('region', { name: 'Live check' })
  await expect(checks.getByRole('listitem').filter({ hasText: 'Signature verified' })).toContainText('Stripe')
  await window.dialog.getByRole('button', { name: 'Done' }).click()
  await expect(window.rows('Verified')).toHaveCount(1)
})
