import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

test('settings are found by a word; keys are set, clash and are given back; contrast holds', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  await page.keyboard.press(',')
  const search = window.dialog.getByRole('searchbox', { name: 'Search settings' })
  // What only a desktop can do is nowhere to be seen in a browser.
  for (const name of ['Desktop', 'Updates']) await expect(window.dialog.getByRole('heading', { name })).toBeHidden()
  await search.fill('keyboard')
  await expect(window.dialog.getByRole('heading', { name: 'Keys' })).toBeVisible()
  await expect(window.dialog.getByRole('heading', { name: 'Appearance' })).toBeHidden()
  await window.dialog.getByText('Keyboard shortcuts', { exact: true }).click()
  await window.dialog.getByRole('searchbox', { name: 'Find a command' }).fill('Pin or')
  await window.dialog.getByRole('button', { name: /^Set keys for: Pin/ }).click()
  await page.keyboard.press('r')
  await expect(window.dialog.getByText(/^Also: Resend/)).toBeVisible()
  await window.dialog.getByRole('button', { name: /^Set keys for: Pin/ }).click()
  await page.keyboard.press('Shift+!')
  await expect(window.dialog.getByText(/^Also:/)).toBeHidden()

  await search.fill('contrast')
  await window.choose('Contrast', 'High')
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await page.keyboard.press('Escape')
  await window.rows('/github').first().click()
  await page.keyboard.press('Shift+!')
  await expect(window.rows('Pinned')).toHaveCount(1)
})

test('the overview says how things stand; types are learned from what came', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  await page.getByRole('button', { name: 'Overview' }).click()
  await expect(window.dialog.getByRole('region', { name: 'Health' })).toContainText('1 delivery is a dead letter.')
  await expect(window.dialog.getByRole('row', { name: /^GitHub/ })).toContainText('3')
  await expect(window.dialog.getByRole('img', { name: /^GitHub: 3 in total/ })).toBeVisible()
  await window.dialog.getByRole('button', { name: 'Show' }).first().click()
  await expect(window.deliveries('Old staging').first()).toBeVisible()

  await page.getByRole('button', { name: 'All requests' }).click()
  await window.rows('/stripe-test').first().click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('types from payloads')
  await page.keyboard.press('Enter')
  await expect(window.dialog.getByRole('region', { name: 'TypeScript' })).toContainText('export interface')
  await window.choose('Format', 'Zod')
  await expect(window.dialog.getByRole('region', { name: 'Zod' })).toContainText('z.object')
})

test('the workspace goes out as a file and comes in again', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  await page.keyboard.press(',')
  await window.dialog.getByRole('checkbox', { name: 'Include captured credentials' }).check()
  await window.dialog.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()])
  const path = await download.path()
  expect(gunzipSync(readFileSync(path)).toString()).toContain('"hookbench":"workspace"')
  const rows = await window.rows().count()
  await page.getByRole('button', { name: 'Clear the list' }).click()
  await expect(window.rows()).toHaveCount(0)
  await host.rpc('jobs.start', { kind: 'requests.delete', filter: '' })
  await page.keyboard.press(',')
  await window.dialog.locator('input[type="file"]').setInputFiles(path)
  await expect(window.dialog).toBeHidden()
  // What was cleared is still there, hidden, so nothing new is taken in; what was deleted comes back.
  await expect.poll(async () => (await host.rpc('jobs.list', {})).rows[0]).toMatchObject({ kind: 'workspace.import', state: 'done' })
  expect(rows).toBeGreaterThan(0)
})
