import type { Page } from '@playwright/test'
import { everyLook, once, type Screen } from './support/screens.ts'
import { seed } from './support/seed.ts'
import { expect } from './support/test.ts'
import type { Window } from './support/window.ts'

/** What the window says when it is not as usual: nothing to show, paused, undone, cut off. In the order of their happening. */
const openFirst = async (window: Window) => {
  await window.rows('Failed', '/github').first().click()
  await expect(window.detail.getByRole('tab', { name: 'Body' })).toBeVisible()
}
const filterBy = async (page: Page, words: string) => {
  await page.getByRole('combobox', { name: 'Filter' }).fill(words)
}

const screens: readonly Screen[] = [
  {
    name: 'filter-suggestions',
    async show(_, page) {
      await filterBy(page, 'ver')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  {
    name: 'filter-hides-all',
    async show(_, page) {
      await filterBy(page, 'method:put')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: /match/ })).toBeVisible()
    },
  },
  {
    // Bodies are not in what is told of a row, so the list asks for what is newer.
    name: 'filter-text',
    async show(window, page, { host }) {
      await filterBy(page, 'Lovelace')
      await page.keyboard.press('Enter')
      await expect(window.rows('/orders/created')).toHaveCount(1)
      await expect(page.getByText('could not be loaded')).toBeHidden()
      await fetch(`${host.receiver}/later`, { method: 'POST', body: 'Lovelace' })
      await expect(window.rows('/later')).not.toHaveCount(0)
    },
  },
  {
    name: 'filter-wrong',
    async show(_, page) {
      await filterBy(page, 'verdict:perhaps')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toContainText('takes one of verified')
    },
  },
  {
    name: 'row-menu',
    async show(window, page) {
      await window.rows('/orders/created').first().click({ button: 'right' })
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'rail-menu',
    async show(_, page) {
      await page.getByRole('button', { name: 'More for Shop backend' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'delete-request',
    async show(window, page) {
      await openFirst(window)
      await page.keyboard.press('Delete')
      await expect(window.dialog).toBeVisible()
    },
  },
  {
    name: 'delete-source',
    async show(window, page) {
      await page.getByRole('button', { name: 'More for Slack app' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect(window.dialog).toBeVisible()
    },
  },
  {
    name: 'note',
    async show(window) {
      await openFirst(window)
      await window.detail.getByRole('button', { name: 'Note', exact: true }).click()
      await expect(window.detail.getByRole('textbox', { name: 'Note on this request' })).toBeFocused()
    },
  },
  {
    name: 'wrong-fields',
    async show(window, page) {
      await page.getByRole('button', { name: 'New endpoint' }).click()
      await window.dialog.getByRole('textbox', { name: 'URL' }).fill('not a url')
      await window.dialog.getByRole('button', { name: 'Create' }).click()
      await expect(window.dialog.locator('[aria-invalid]').first()).toBeVisible()
    },
  },
  {
    name: 'new-pill',
    async show(window, page, { host }) {
      await window.grid.focus()
      await page.getByRole('button', { name: /^Pause/ }).click()
      await fetch(`${host.receiver}/while-paused`, { method: 'POST', body: '{}' })
      await expect(page.getByRole('contentinfo')).toContainText('waiting')
    },
  },
  {
    name: 'cleared',
    async show(window, page) {
      await page.getByRole('button', { name: 'Clear the list' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await expect(window.rows()).toHaveCount(0)
    },
  },
  {
    name: 'offline',
    async show(_, page, { host }) {
      await host.stop()
      await expect(page.getByRole('banner').getByRole('status')).toContainText('Offline', { timeout: 60_000 })
    },
  },
]

everyLook(
  'states of the window',
  screens,
  once(({ host, app }) => seed(host, app.url)),
)
