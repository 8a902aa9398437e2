import type { Locator, Page } from '@playwright/test'
import { startApp } from './support/app.ts'
import { focusFaults } from './support/focus.ts'
import { SECRET, sendPush } from './support/github.ts'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

test('the main job with the keyboard alone', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  const { keyboard } = page

  await test.step('J and K move, Enter opens, Escape steps back', async () => {
    await keyboard.press('j')
    await expect(window.rows().nth(0)).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('j')
    await expect(window.rows().nth(1)).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('k')
    await expect(window.rows().nth(0)).toHaveAttribute('aria-selected', 'true')
    await expect(window.detail).toBeVisible()
  })

  await test.step('P pins', async () => {
    await keyboard.press('p')
    await expect.poll(async () => (await host.rpc('requests.list', { filter: 'is:pinned' })).rows.length).toBe(1)
  })

  await test.step('the palette runs a command', async () => {
    await keyboard.press('ControlOrMeta+k')
    await keyboard.type('new source')
    await keyboard.press('Enter')
    await expect(window.dialog.getByRole('heading', { name: 'New source' })).toBeVisible()
    await keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  })

  await test.step('the filter narrows, and says what it hides', async () => {
    await keyboard.press('ControlOrMeta+f')
    await keyboard.type('verdict:failed')
    await keyboard.press('Enter')
    await expect(window.rows()).toHaveCount(2)
    await expect(window.rows('Failed')).toHaveCount(2)
    await keyboard.press('ControlOrMeta+f')
    await keyboard.press('ControlOrMeta+a')
    await keyboard.press('Backspace')
    await keyboard.press('Escape')
  })

  await test.step('E opens the composer; it sends with the keyboard', async () => {
    await window.rows('Verified', '/github').first().click()
    const before = app.received.length
    await keyboard.press('e')
    await expect(window.dialog.getByRole('heading', { name: 'Resend this request' })).toBeVisible()
    await window.dialog.getByRole('button', { name: 'Send', exact: true }).focus()
    await keyboard.press('Enter')
    await expect.poll(() => app.received.length).toBeGreaterThan(before)
    await keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  })
})

test('a note that is being written is kept when another row is chosen, and takes no keys afterwards', async ({
  host,
  window,
  page,
  app,
}) => {
  await seed(host, app.url)
  await window.open(host)
  const [first, second] = [window.rows().nth(0), window.rows().nth(1)]
  const editor = window.detail.getByRole('textbox', { name: 'Note on this request' })
  await first.click()
  await window.detail.getByRole('button', { name: 'Note', exact: true }).click()
  await editor.fill('ask Ada')
  await second.click()
  await expect(page.getByText('Note saved')).toBeVisible()
  await first.click()
  await expect(window.detail.getByText('ask Ada')).toBeVisible()
  await expect(editor).toBeHidden()
  await page.keyboard.press('j')
  await expect(second).toHaveAttribute('aria-selected', 'true')

  await window.detail.getByRole('button', { name: 'Note', exact: true }).click()
  await editor.fill('never mind')
  await page.keyboard.press('Escape')
  await first.click()
  await expect(editor).toBeHidden()
  await expect(window.detail.getByText('ask Ada')).toBeVisible()
  expect((await host.rpc('requests.list', { filter: 'is:noted' })).rows).toHaveLength(1)
})

test('Tab completes what is typed in the filter, and leaves it when there is nothing to complete', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  const filter = page.getByRole('combobox', { name: 'Filter' })
  await filter.fill('verdict:ver')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(filter).toBeFocused()
  await expect(filter).toHaveValue('')
  await expect(page.getByRole('button', { name: /verdict:verified/ }).first()).toBeVisible()
  await filter.fill('verd')
  await page.keyboard.press('Tab')
  await expect(filter).toHaveValue('verdict:')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(filter).toHaveValue('')
  await page.keyboard.press('Tab')
  await expect(filter).not.toBeFocused()
  await filter.focus()
  await filter.fill('verdict:f')
  await page.keyboard.press('Shift+Tab')
  await expect(filter).not.toBeFocused()
})

test('the palette finds what a person has made, the settings by section, and the note', async ({ host, window, page }) => {
  await host.rpc('sources.save', { name: 'Acme Billing', slug: 'acme', provider: 'stripe' })
  await host.rpc('endpoints.save', { name: 'Warehouse', url: 'http://127.0.0.1:1/in' })
  await host.rpc('views.save', { name: 'Broken ones', filter: 'verdict:failed' })
  await window.open(host)
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const options = palette.getByRole('option')
  const find = async (text: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(options.first()).toBeVisible()
    await expect(options.filter({ hasText: 'Acme Billing' })).toHaveCount(0)
    await page.keyboard.type(text)
  }
  await test.step('the note of the selected request', async () => {
    await host.rpc('requests.sendTest', {})
    await window.rows().first().click()
    await find('note')
    await page.keyboard.press('Enter')
    await expect(window.detail.getByRole('textbox', { name: 'Note on this request' })).toBeFocused()
    await page.keyboard.press('Escape')
  })
  await test.step('a Source, by its provider too', async () => {
    await find('stripe')
    await expect(options).toHaveText(['Acme BillingSource'])
    await page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
    await expect(page.getByRole('button', { name: /^Acme Billing/ }).first()).toHaveAttribute('aria-current', 'true')
  })
  await test.step('below the commands that match', async () => {
    await find('source')
    await expect(options.first()).not.toContainText('Acme Billing')
    await expect(options.last()).toContainText('Acme Billing')
    await page.keyboard.press('Escape')
  })
  await test.step('an Endpoint and a view', async () => {
    await find('warehouse')
    await expect(options).toHaveText(['WarehouseEndpoint'])
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Warehouse/ }).first()).toHaveAttribute('aria-current', 'true')
    await find('broken')
    await expect(options).toHaveText(['Broken onesView'])
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Broken ones/ }).first()).toHaveAttribute('aria-current', 'true')
  })
  await test.step('the workspace and a section of the settings', async () => {
    for (const [typed, heading] of [
      ['backup', 'Workspace'],
      ['import workspace', 'Workspace'],
      ['slack', 'Alerts'],
    ] as const) {
      await find(typed)
      await page.keyboard.press('Enter')
      await expect(window.dialog.getByRole('heading', { name: heading, exact: true })).toBeVisible()
      await expect(window.dialog.getByRole('heading', { name: 'Appearance' })).toBeHidden()
      await page.keyboard.press('Escape')
      await expect(window.dialog).toBeHidden()
    }
  })
})

test('selection and scroll stay where they are while requests come in', async ({ host, window, page }) => {
  await host.rpc('sources.save', { name: 'GitHub', slug: 'github', provider: 'github', secrets: [SECRET] })
  for (let i = 0; i < 80; i++) await sendPush(`${host.receiver}/github`, { delivery: `first-${i}` })
  await window.open(host)
  await expect(window.rows().first()).toBeVisible()
  await window.grid.hover()
  await page.mouse.wheel(0, 900)
  await expect.poll(() => window.grid.evaluate(grid => grid.scrollTop)).toBeGreaterThan(200)
  await window.rows().nth(10).click()
  const selected = await window.grid.getAttribute('aria-activedescendant')
  const top = await window.grid.evaluate(grid => grid.scrollTop)
  for (let i = 0; i < 12; i++) await sendPush(`${host.receiver}/github`, { delivery: `later-${i}` })
  await expect(page.getByRole('button', { name: /12 new/ })).toBeVisible()
  expect(await window.grid.getAttribute('aria-activedescendant')).toBe(selected)
  expect(await window.grid.evaluate(grid => grid.scrollTop)).toBe(top)
  await page.getByRole('button', { name: /12 new/ }).click()
  await expect(window.rows().first()).toBeInViewport()
})

for (const [zoom, size] of Object.entries({ '900x600': [900, 600], '900x600 at 200 %': [450, 300], '1440x900 at 200 %': [720, 450] })) {
  test(`every stop of Tab is in sight and shows its focus, ${zoom}`, async ({ host, window, page, app }) => {
    // Some hundred steps, each looked at.
    test.setTimeout(180_000)
    await seed(host, app.url)
    const [width = 0, height = 0] = size
    await page.setViewportSize({ width, height })
    await window.open(host)
    const { keyboard } = page
    const walk = async (steps: number) => {
      const faults: (string | null)[] = []
      for (let step = 0; step < steps; step += 1) {
        await keyboard.press('Tab')
        faults.push(await focusFaults(page))
      }
      return faults.filter(fault => fault !== null && fault !== 'nothing has the focus')
    }
    await keyboard.press('j')
    await keyboard.press('Enter')
    await expect(window.detail).toBeVisible()
    expect(await walk(50)).toEqual([])

    await test.step('dialogs are walked through, with their way out in sight', async () => {
      for (const name of ['New source', 'New endpoint', 'Settings', 'Overview']) {
        await keyboard.press('ControlOrMeta+k')
        await keyboard.type(name === 'Overview' ? 'overview' : name)
        await keyboard.press('Enter')
        await expect(window.dialog.getByRole('heading', { level: 2 }).first()).toBeVisible()
        expect(await walk(14)).toEqual([])
        await expect(window.dialog.getByRole('button', { name: 'Close' }).last()).toBeInViewport({ ratio: 1 })
        await keyboard.press('Escape')
        await expect(window.dialog).toBeHidden()
      }
    })
  })
}

test('focus goes back to where it was, from the palette and from what was opened with it', async ({ host, window, page }) => {
  await window.open(host)
  const button = page.getByRole('button', { name: /^Tunnel/ })
  await button.focus()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(window.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(window.dialog).toBeHidden()
  await expect(button).toBeFocused()
  for (const [words, heading] of Object.entries({ 'new source': 'New source', settings: 'Settings' })) {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await expect(window.dialog.getByRole('heading', { name: heading, level: 2 })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
    await expect(button).toBeFocused()
  }
})

test('the focus stays at a button while what it does is under way, and near it when it is gone then', async ({ host, window, page }) => {
  let answer: () => number | Promise<number> = () => 500
  const app = await startApp(() => answer())
  const slow = () => new Promise<number>(resolve => setTimeout(resolve, 600, 200))
  const endpoint = { name: 'Shop', url: `${app.url}/in`, local: true, retry: { delaysSeconds: [3600, 3600, 3600, 3600] } }
  const { id } = await host.rpc('endpoints.save', { ...endpoint, circuit: { afterFailures: 2, openSeconds: 60 } })
  await window.open(host)
  const { keyboard } = page
  const { dialog } = window
  const press = async (name: string, on: Locator | Page = page) => {
    const button = on.getByRole('button', { name, exact: true })
    await button.focus()
    await keyboard.press('Enter')
    return button
  }
  const shown = (title: string) => expect(page.getByText(title).first()).toBeVisible()
  const within = (place: Locator) => expect.poll(() => place.evaluate(one => one.contains(document.activeElement))).toBe(true)

  await test.step('Send of the composer', async () => {
    answer = () => 200
    await page.getByRole('button', { name: 'More for Shop' }).click()
    await page.getByRole('menuitem', { name: 'Send a message' }).click()
    await press('Send', dialog)
    await expect(dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
    await expect(dialog.getByRole('button', { name: 'Send again' })).toBeFocused()
    answer = () => 500
    await keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
  await test.step('Pause and Resume of an Endpoint', async () => {
    await page.getByRole('button', { name: /^Shop/ }).first().click()
    await press('Pause')
    await shown('Paused: deliveries wait')
    await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeFocused()
    await keyboard.press('Enter')
    await shown('Resumed')
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeFocused()
  })
  await test.step('Retry and Cancel of a Delivery', async () => {
    await host.rpc('messages.send', { endpointIds: [id], eventType: 'a', body: '{}' })
    await window.deliveries('Waiting').first().click()
    await press('Retry now', window.delivery)
    await expect.poll(() => app.received.length).toBe(3)
    await within(window.delivery)
    await press('Cancel', window.delivery)
    await expect(window.delivery).toContainText('Cancelled')
    await within(window.delivery)
  })
  await test.step('Try now of an Endpoint that is backing off', async () => {
    const line = page.getByRole('region', { name: 'Shop', exact: true })
    await expect(line).toContainText('Circuit open')
    await press('Try now', line)
    await shown('The next delivery tests')
    await within(line)
  })
  await test.step('Check, and Rotate', async () => {
    await host.rpc('endpoints.save', { id, scheme: 'standard-webhooks/v1', secrets: [{ role: 'signing', value: WEBHOOK_SECRET }] })
    await press('Edit')
    await dialog.getByText('Proof of ownership').click()
    const before = app.received.length
    answer = slow
    const check = await press('Check', dialog)
    await expect(dialog.getByRole('button', { name: 'Checking…' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toBeVisible()
    await expect(check).toBeFocused()
    expect(app.received).toHaveLength(before + 1)
    await dialog.locator('summary').filter({ hasText: 'Signing:' }).click()
    await dialog.getByRole('button', { name: 'Rotate secret…' }).click()
    await expect(dialog.getByRole('heading', { name: 'New secret for Shop' })).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Overlap in hours' }).fill('0')
    await press('Rotate', dialog)
    await expect(dialog).toContainText('The old secret no longer signs.')
    await within(dialog)
    await keyboard.press('Escape')
  })
  await app.close()
})

test('Enter in a form whose button is disabled sends nothing', async ({ host, window, page }) => {
  await window.open(host)
  await page.getByRole('button', { name: 'Set up step by step' }).click()
  const go = window.dialog.getByRole('button', { name: 'Continue' })
  await expect(go).toBeDisabled()
  await go.focus()
  await expect(go).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await go.click({ force: true })
  await expect(window.dialog).toContainText('Step 1 of 3: Provider')
  expect((await host.rpc('sources.list', {})).rows).toEqual([])
})
