import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'
import type { Window } from './support/window.ts'

/** The screens of the list's look, the overview, types and settings, like those of screens.spec.ts: nothing that axe finds, a picture of each. */
const sizes = [
  { width: 1440, height: 900 },
  { width: 900, height: 600 },
]

const command = async (page: Page, words: string) => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

const screens: readonly { name: string; show(window: Window, page: Page): Promise<void> }[] = [
  {
    name: 'list-look',
    async show(window, page) {
      await page.getByRole('button', { name: 'How the list looks' }).click()
      await expect(window.dialog.getByRole('group', { name: 'Columns' })).toBeVisible()
    },
  },
  {
    name: 'list-grouped',
    async show(window, page) {
      await page.getByRole('button', { name: 'How the list looks' }).click()
      await window.choose('Group by', 'Source')
      const bars = window.dialog.getByRole('switch', { name: 'Show what came when' })
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
      await page.getByRole('button', { name: 'Save this filter as a view' }).click()
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
      await command(page, 'types of payloads')
      await expect(window.dialog.getByRole('region', { name: 'TypeScript' })).toContainText('export interface')
    },
  },
  {
    name: 'settings-keys',
    async show(window, page) {
      await page.keyboard.press(',')
      await window.dialog.getByRole('searchbox', { name: 'Search the settings' }).fill('keyboard')
      await window.dialog.getByText('Keyboard', { exact: true }).click()
      await expect(window.dialog.getByRole('button', { name: /^Set keys of: Pin/ })).toBeVisible()
    },
  },
  {
    name: 'settings-workspace',
    async show(window, page) {
      await page.keyboard.press(',')
      await window.dialog.getByRole('searchbox', { name: 'Search the settings' }).fill('workspace')
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

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce' })

    for (const size of sizes) {
      test(`screens at ${size.width}x${size.height}`, async ({ host, window, page, app }) => {
        test.setTimeout(180_000)
        await page.setViewportSize(size)
        await seed(host, app.url)
        for (const screen of screens) {
          await test.step(screen.name, async () => {
            await window.open(host)
            await screen.show(window, page)
            await page.screenshot({ path: `.cache/screens/${theme}-${size.width}-${screen.name}.png` })
            const { violations } = await new AxeBuilder({ page }).analyze()
            expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)).toEqual([])
          })
        }
      })
    }
  })
}
