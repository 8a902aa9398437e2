import { readFileSync } from 'node:fs'
import { correctExpress } from '../fixtures/handlers/correct-express.ts'
import { acceptsUnsigned } from '../fixtures/handlers/verification.ts'
import { startFront } from './support/front.ts'
import { sendPush } from './support/github.ts'
import { expect, test } from './support/test.ts'

const secret = 'whsec_a2b4c6d8e0f1a3b5c7d9'

test('a handler is checked, mended and checked again', async ({ host, window, page }) => {
  const front = await startFront(await acceptsUnsigned(secret))
  try {
    await host.rpc('endpoints.save', { name: 'Shop backend', url: front.url, scheme: 'stripe/v1', secret })
    await window.open(host)

    await test.step('set up: what would run, why, and why not', async () => {
      await page.getByRole('button', { name: 'More for Shop backend' }).click()
      await page.getByRole('menuitem', { name: 'Check this endpoint' }).click()
      const scenarios = window.dialog.getByRole('region', { name: 'Scenarios' })
      await expect(scenarios.getByRole('status')).toHaveText(/^\d\d of \d\d scenarios will run$/)
      await expect(scenarios).toContainText('Skipped: This provider has no handshake.')
      await expect(window.dialog.getByRole('combobox', { name: 'Provider' })).toHaveValue('Stripe')
      await scenarios.getByRole('button', { name: 'None', exact: true }).click()
      await expect(scenarios.getByRole('status')).toHaveText(/^1 of/)
      for (const name of ['No signature at all', 'The same event twice']) {
        await scenarios.getByRole('checkbox', { name, exact: true }).check()
      }
      await window.dialog.getByRole('button', { name: 'With a URL' }).click()
      await window.dialog.getByRole('button', { name: 'Start the check' }).click()
      await expect(window.dialog).toContainText('Enter a URL that answers with a number')
      await window.dialog.getByRole('textbox', { name: 'Observation URL' }).fill(front.observation)
      await window.dialog.getByText('Limits').click()
      await window.dialog.getByRole('textbox', { name: 'Wait for side effects, seconds' }).fill('0.1')
    })

    await test.step('run: what happens at this moment', async () => {
      const release = front.hold()
      await window.dialog.getByRole('button', { name: 'Start the check' }).click()
      const progress = window.dialog.getByRole('region', { name: 'Progress' })
      await expect(progress.getByRole('status')).toHaveText(/^Now: /)
      await window.dialog.getByRole('button', { name: 'Run in background' }).click()
      await expect(window.dialog).toBeHidden()
      await page.getByRole('button', { name: 'Show the check' }).click()
      await expect(progress.getByRole('status')).toHaveText('Now: Genuine event')
      release()
    })

    const grade = (letter: string) => window.dialog.getByText(`Grade: ${letter}`, { exact: true }).first()
    const finding = window.dialog.getByRole('article', { name: 'An unsigned request is accepted' })
    await test.step('report: what is wrong, what went over the wire, and how to mend it', async () => {
      await expect(grade('F')).toBeAttached()
      await expect(window.dialog.getByRole('article')).toHaveCount(1)
      await window.choose('Show fixes for', 'FastAPI')
      await finding.getByText('Fix with FastAPI').click()
      await expect(finding.getByRole('region', { name: /Fix with FastAPI$/ })).toContainText('hmac')
      await finding.getByText('What was sent and what came back').click()
      await expect(finding.getByRole('group', { name: 'Received' }).first()).toContainText('200')
      await expect(finding).toContainText('of the 10 s the provider waits')
      await expect(window.dialog).not.toContainText(secret)
      const download = page.waitForEvent('download')
      await window.dialog.getByRole('button', { name: 'Download' }).click()
      expect(readFileSync(await (await download).path(), 'utf8')).toContain('An unsigned request is accepted')
    })

    await test.step('the same port, mended: run again, and see what that has changed', async () => {
      await front.swap(await correctExpress(secret))
      await window.dialog.getByRole('button', { name: 'Run again' }).click()
      const changes = window.dialog.getByRole('region', { name: 'Since the previous run' })
      await expect(changes).toContainText(/Fixed.*An unsigned request is accepted/)
      await expect(grade('A')).toBeAttached()
      await expect(window.dialog.getByRole('article')).toHaveCount(0)
    })

    await test.step('the endpoint opens with its last run, and earlier ones can be looked at', async () => {
      await page.keyboard.press('Escape')
      await expect(window.dialog).toBeHidden()
      await page.getByRole('button', { name: 'More for Shop backend' }).click()
      await page.getByRole('menuitem', { name: 'Check this endpoint' }).click()
      await expect(grade('A')).toBeAttached()
      await window.dialog.getByText('Checks of this target').click()
      await window.dialog
        .getByRole('button', { name: /^Open the check from/ })
        .and(page.locator(':not([aria-disabled])'))
        .click()
      await expect(finding).toBeVisible()
      await expect(window.dialog.getByRole('combobox', { name: 'Show fixes for' })).toHaveText('FastAPI')
    })
  } finally {
    await front.close()
  }
})

test('with a captured event; a host that is not this machine is asked about by its name first', async ({ host, window, page }) => {
  await sendPush(`${host.receiver}/github`, { delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958' })
  await window.open(host)
  await window.rows().first().click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('check my handler')
  await page.keyboard.press('Enter')
  await expect(window.dialog.getByRole('combobox', { name: 'Event' })).toHaveText('push')
  await expect(window.dialog.getByRole('combobox', { name: 'Provider' })).toHaveValue('GitHub')
  await window.dialog.getByRole('button', { name: 'Start the check' }).click()
  await expect(window.dialog).toContainText('Enter the URL of the handler')
  await window.dialog.getByRole('textbox', { name: 'URL of the handler' }).fill('https://shop.example.test/webhooks')
  await window.dialog.getByRole('textbox', { name: 'Signing secret' }).fill(secret)
  await window.dialog.getByRole('button', { name: 'None', exact: true }).click()
  await window.dialog.getByRole('button', { name: 'Start the check' }).click()

  const question = page.getByRole('dialog', { name: 'Check shop.example.test?' })
  await expect(question).toContainText('Continue only if shop.example.test is yours')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  expect((await host.rpc('checks.list', {})).rows).toEqual([])

  await window.dialog.getByRole('button', { name: 'Start the check' }).click()
  await question.getByRole('button', { name: 'Yes, check shop.example.test' }).click()
  await expect(window.dialog.getByRole('article', { name: 'Nothing answers' })).toBeVisible()
})
