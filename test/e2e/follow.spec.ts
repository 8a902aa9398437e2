import { sendPush } from './support/github.ts'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const post = (url: string, body = '{}') => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })

/** So many that the list can be scrolled. */
async function fill(receiver: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await post(`${receiver}/fill/${n}`)
}

test('after a visit to the deliveries the list is at its top, and follows', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await fill(host.receiver, 60)
  await window.open(host)
  const top = window.rows('/fill/59')
  await window.grid.hover()
  await page.mouse.wheel(0, 800)
  await expect(top).toBeHidden()
  await page.getByRole('navigation').getByRole('button', { name: 'Deliveries' }).click()
  await expect(window.deliveries().first()).toBeVisible()
  await post(`${host.receiver}/while-away`)
  await page.keyboard.press('Escape')
  await expect(window.rows('/while-away')).toBeVisible()
  await post(`${host.receiver}/again`)
  await expect(window.rows('/again')).toBeVisible()
  await expect(page.getByRole('button', { name: /^\d+ new/ })).toBeHidden()
})

test('while one source is looked at, the others are counted as they come in', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  const rail = page.getByRole('navigation')
  await rail.getByRole('button', { name: /^Slack app/ }).click()
  await expect(page.getByRole('heading', { name: 'Slack app' })).toBeVisible()
  const status = page.getByRole('contentinfo')
  await expect(status).toContainText('2 requests')
  await expect(rail.getByRole('button', { name: /^GitHub/ })).toContainText('3')
  await sendPush(`${host.receiver}/github`, { delivery: '0d9a3f1e-cc79-11e3-9d02-5e0f1c9a77aa' })
  await expect(rail.getByRole('button', { name: /^GitHub/ })).toContainText('4')
  await expect(window.rows()).toHaveCount(2)
})

test('one thing in the rail is current, and a view is left with its filter', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await host.rpc('views.save', { name: 'Forged', filter: 'verdict:failed' })
  await window.open(host)
  const total = await window.rows().count()
  const rail = page.getByRole('navigation')
  const current = rail.locator('[aria-current="true"]')
  await rail.getByRole('button', { name: /^Forged/ }).click()
  await expect(window.rows()).not.toHaveCount(total)
  await expect(current).toHaveCount(1)
  await expect(current).toContainText('Forged')
  await rail.getByRole('button', { name: /^All requests/ }).click()
  await expect(window.rows()).toHaveCount(total)
  await expect(current).toHaveCount(1)
  await expect(current).toContainText('All requests')
})

test('what a text filter finds appears by itself', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  await page.getByRole('combobox', { name: 'Filter' }).fill('Lovelace')
  await page.keyboard.press('Enter')
  await expect(window.rows()).toHaveCount(1)
  await post(`${host.receiver}/other`)
  await post(`${host.receiver}/later`, '{"name":"Lovelace"}')
  await expect(window.rows('/later')).toBeVisible()
  await expect(window.rows()).toHaveCount(2)
})

test('where a request is deleted one goes on with its neighbour', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await fill(host.receiver, 60)
  await window.open(host)
  await window.rows('/fill/59').click()
  for (let n = 0; n < 40; n++) await page.keyboard.press('j')
  const row = (n: number) => window.rows(`/fill/${n}`).first()
  await expect(row(19)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Delete')
  await window.dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(row(19)).toBeHidden()
  await expect(row(18)).toHaveAttribute('aria-selected', 'true')
  await expect(row(18)).toBeInViewport()
  await page.keyboard.press('j')
  await expect(row(17)).toHaveAttribute('aria-selected', 'true')
})
