import { SECRET, sendPush } from './support/github.ts'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

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
