import type { Page } from '@playwright/test'
import { everyLook, once, type Screen } from './support/screens.ts'
import { seed } from './support/seed.ts'
import { expect } from './support/test.ts'

/** The list's look, the overview, types and settings. */
const command = async (page: Page, words: string) => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

const screens: readonly Screen[] = [
  {
    name: 'list-look',
    async show(window, page) {
      await page.getByRole('button', { name: 'List appearance' }).click()
      await expect(window.dialog.getByRole('group', { name: 'Columns' })).toBeVisible()
    },
  },
  {
    name: 'list-grouped',
    async show(window, page) {
      await page.getByRole('button', { name: 'List appearance' }).click()
      await window.choose('Group by', 'Source')
      const bars = window.dialog.getByRole('switch', { name: 'Show the timeline' })
      if (!(await bars.isChecked())) await bars.click()
      await page.keyboard.press('Escape')
      await window.grid.focus()
      await page.keyboard.press('j')
      await page.keyboard.press('l')
      await window.dialog.getByRole('button', { name: 'Purple' }).click()
      await expect(window.rows('Marked purple')).toHaveCount(1)
    },
  },
  {
    name: 'label',
    async show(window, page) {
      await window.grid.focus()
      await page.keyboard.press('j')
      await page.keyboard.press('l')
      await expect(window.dialog.getByRole('button', { name: 'Purple' })).toBeVisible()
    },
  },
  {
    name: 'view',
    async show(window, page) {
      await page.getByRole('combobox', { name: 'Filter' }).fill('verdict:failed')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Save filter as a view' }).click()
      await expect(window.dialog.getByRole('textbox', { name: 'Name' })).toBeVisible()
    },
  },
  {
    name: 'overview',
    async show(window, page) {
      await page.getByRole('button', { name: 'Overview' }).click()
      await expect(window.dialog.getByRole('row', { name: /^GitHub/ })).toBeVisible()
    },
  },
  {
    name: 'types',
    async show(window, page) {
      await window.rows('/stripe-test').first().click()
      await command(page, 'types from payloads')
      await expect(window.dialog.getByRole('region', { name: 'TypeScript' })).toContainText('export interface')
    },
  },
  {
    name: 'settings-keys',
    async show(window, page) {
      await page.keyboard.press(',')
      await window.dialog.getByRole('searchbox', { name: 'Search settings' }).fill('keyboard')
      await window.dialog.getByText('Keyboard shortcuts', { exact: true }).click()
      await expect(window.dialog.getByRole('button', { name: /^Set keys for: Pin/ })).toBeVisible()
    },
  },
  {
    name: 'settings-workspace',
    async show(window, page) {
      await page.keyboard.press(',')
      await window.dialog.getByRole('searchbox', { name: 'Search settings' }).fill('workspace')
      await expect(window.dialog.getByRole('button', { name: 'Export' })).toBeVisible()
    },
  },
  {
    name: 'contrast',
    async show(window, page) {
      await page.keyboard.press(',')
      await window.choose('Contrast', 'High')
      await page.keyboard.press('Escape')
      await window.rows('/github').first().click()
      await expect(window.detail.getByRole('tab', { name: 'Body' })).toBeVisible()
    },
  },
]

everyLook(
  'screens of the workbench',
  screens,
  once(({ host, app }) => seed(host, app.url)),
)
