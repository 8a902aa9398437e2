import { firstIdAt, formatId } from '#domain/ids.ts'
import { openWriter } from '#store/open.ts'
import { fillStore, SEEDED_FROM } from '../support/seeded/store.ts'
import { startHost } from './support/host.ts'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const OLDEST = formatId('req', firstIdAt(SEEDED_FROM))

/** Half a year of Requests in a folder whose host has made it and is gone. */
function fillFolder(dataDir: string, rows: number): void {
  const db = openWriter(dataDir)
  // A Source that nobody configured: the Inbox would lose what is older than a week.
  fillStore(db, {
    rows,
    seed: 7,
    sources: new Map([
      ['github', 1],
      ['stripe-test', 2],
      ['shopify', 3],
      ['slack', 4],
    ]),
    endpoint: null,
  })
  db.close()
}

test('the list takes the look that one gives it, and keeps it', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  const columns = () => window.grid.getByRole('columnheader').allInnerTexts()
  await test.step('columns and rows', async () => {
    await page.getByRole('button', { name: 'List appearance' }).click()
    await window.dialog.getByRole('checkbox', { name: 'Size' }).check()
    await window.dialog.getByRole('checkbox', { name: 'Source' }).uncheck()
    await window.choose('Rows', 'Compact')
    await window.choose('Group by', 'Day')
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
    expect(await columns()).toEqual(expect.arrayContaining(['Size', 'Path']))
    expect(await columns()).not.toContain('Source')
    await expect(window.grid.getByRole('gridcell', { name: 'Today' })).toBeVisible()
    expect((await window.rows('/github').first().boundingBox())?.height).toBe(26)
  })
  await test.step('widths, with the keyboard', async () => {
    const border = page.getByRole('separator', { name: 'Width of the Verdict column' })
    const before = Number(await border.getAttribute('aria-valuenow'))
    await border.focus()
    await page.keyboard.press('ArrowLeft')
    await expect(border).toHaveAttribute('aria-valuenow', String(before + 8))
  })
  await page.reload()
  await window.loaded()
  expect(await columns()).toContain('Size')
  await expect(window.grid.getByRole('gridcell', { name: 'Today' })).toBeVisible()

  await test.step('by event, what came again is folded away', async () => {
    const all = await window.rows('/github').count()
    await page.getByRole('button', { name: 'List appearance' }).click()
    await window.choose('Group by', 'Event')
    await page.keyboard.press('Escape')
    await expect(window.rows('/github')).toHaveCount(all - 1)
    await expect(window.rows('Received 2 times')).toHaveCount(1)
  })
})

test('colours, pins and Clear work on many at once, and Clear can be undone', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  const total = await window.rows().count()
  await window.grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('l')
  await window.dialog.getByRole('button', { name: 'Green' }).click()
  await expect(window.rows('Marked green')).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Filter' }).fill('label:green')
  await expect(window.rows()).toHaveCount(2)
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(window.rows()).toHaveCount(total)

  await page.getByRole('button', { name: 'Clear the list' }).click()
  await expect(window.rows()).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(window.rows()).toHaveCount(total)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('undo clear')
  await expect(window.dialog).toContainText('No matching command')
  await page.keyboard.press('Escape')

  await test.step('also when the note is gone, and after a reload', async () => {
    await page.getByRole('button', { name: 'Clear the list' }).click()
    await expect(window.rows()).toHaveCount(2)
    await page.reload()
    await window.loaded()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('undo clear')
    await page.keyboard.press('Enter')
    await expect(window.rows()).toHaveCount(total)
  })
})

test('the event type stands in a row that has room for it, in a narrow list too', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await page.setViewportSize({ width: 900, height: 600 })
  await window.open(host)
  const type = window.rows('/github').first().getByText('push', { exact: true })
  await expect(type).toBeInViewport({ ratio: 1 })
  await expect(window.rows('/orders/created').first().getByText('/orders/created')).toBeInViewport({ ratio: 1 })
  const { deliveryIds } = await host.rpc('messages.send', { eventType: 'order.paid', body: '{}' })
  expect(deliveryIds.length).toBeGreaterThan(0)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(window.deliveries('Old staging').first().getByText('order.paid')).toBeInViewport({ ratio: 1 })
})

test('a filter is saved as a view, found in the rail, changed and forgotten', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  const filter = page.getByRole('combobox', { name: 'Filter' })
  await filter.fill('verdict:failed')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save filter as a view' }).click()
  await window.dialog.getByRole('textbox', { name: 'Name' }).fill('Forged')
  await page.keyboard.press('Enter')
  await expect(window.dialog).toBeHidden()
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(window.rows('Verified').first()).toBeVisible()
  const rail = page.getByRole('navigation')
  await rail.getByRole('button', { name: /^Forged/ }).click()
  await expect(window.rows('Verified')).toHaveCount(0)
  await expect(window.rows('Failed').first()).toBeVisible()
  await page.getByRole('button', { name: 'More for Forged' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(rail.getByText('Views')).toBeHidden()
})

test('bars show what came when, and ask for what came in one', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  await page.getByRole('button', { name: 'List appearance' }).click()
  await window.dialog.getByRole('switch', { name: 'Show the timeline' }).click()
  await page.keyboard.press('Escape')
  const bars = page.getByRole('region', { name: 'Timeline' }).getByRole('slider')
  await expect
    .poll(async () => {
      await bars.focus()
      for (const key of ['End', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key)
      const texts = [await bars.getAttribute('aria-valuetext')]
      await page.keyboard.press('ArrowLeft')
      texts.push(await bars.getAttribute('aria-valuetext'))
      return texts.some(text => /: [1-9]\d* requests?/.test(text ?? ''))
    })
    .toBe(true)
  if (!/: [1-9]/.test((await bars.getAttribute('aria-valuetext')) ?? '')) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'after:' }).first()).toBeVisible()
  await expect(window.rows().first()).toBeVisible()
})

test('a long list goes to its oldest and to any time, and stands still while more comes in', async ({ host, window, page, dataDir }) => {
  await host.stop()
  fillFolder(dataDir, 3000)
  const again = await startHost(dataDir)
  try {
    await window.open(again)
    const newest = await window.rows().first().getAttribute('data-request')
    await window.rows().first().click()
    await test.step('the oldest, and up from there', async () => {
      await page.keyboard.press('End')
      await expect(window.rows().last()).toHaveAttribute('data-request', OLDEST)
      await expect(window.rows().first()).not.toHaveAttribute('data-request', newest ?? '')
      await page.mouse.move(400, 500)
      const top = await window.rows().nth(10).getAttribute('data-request')
      await fetch(`${again.receiver}/new`, { method: 'POST', body: '{}' })
      await expect(page.getByRole('button', { name: /1 new/ })).toBeVisible()
      await expect(window.rows().nth(10)).toHaveAttribute('data-request', top ?? '')
      // The detail shows what it showed.
      expect(page.url()).toContain(newest ?? '')
    })
    await test.step('a time, by the bars', async () => {
      await page.getByRole('button', { name: 'List appearance' }).click()
      await window.dialog.getByRole('switch', { name: 'Show the timeline' }).click()
      await page.keyboard.press('Escape')
      const bars = page.getByRole('region', { name: 'Timeline' }).getByRole('slider')
      await expect(bars).toHaveAttribute('aria-valuetext', /: [1-9]/)
      await bars.focus()
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
      const chosen = await bars.getAttribute('aria-valuenow')
      await page.keyboard.press('Enter')
      await expect(window.rows().last()).not.toHaveAttribute('data-request', OLDEST)
      await page.keyboard.press('Tab')
      // Without a choice of the keys the bars show where one is: there.
      await expect(bars).toHaveAttribute('aria-valuenow', chosen ?? '')
    })
    await test.step('and back to the newest, where it follows again', async () => {
      await window.grid.focus()
      await page.keyboard.press('Home')
      await expect(window.rows('/new')).toHaveCount(1)
      await fetch(`${again.receiver}/newer`, { method: 'POST', body: '{}' })
      await expect(window.rows('/newer')).toHaveCount(1)
    })
  } finally {
    await again.stop()
  }
})
