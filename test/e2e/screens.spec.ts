import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'
import type { Window } from './support/window.ts'

/**
 * Every screen, in both sizes and themes: nothing that axe finds, and a picture of each under `.cache/screens` to look at.
 */
const sizes = [
  { width: 1440, height: 900 },
  { width: 900, height: 600 },
]

interface Screen {
  readonly name: string
  readonly needsData: boolean
  show(window: Window, page: Page): Promise<void>
}

const openRow = async (window: Window, ...words: string[]) => {
  await window
    .rows(...words)
    .first()
    .click()
  await expect(window.detail.getByRole('tab', { name: 'Body' })).toBeVisible()
}
const dialogOpens = async (window: Window) => {
  await expect(window.dialog).toBeVisible()
}

const screens: readonly Screen[] = [
  {
    name: 'empty',
    needsData: false,
    show: async (_, page) => expect(page.getByRole('button', { name: 'Send a test webhook' })).toBeVisible(),
  },
  { name: 'list', needsData: true, show: async window => expect(window.rows('Failed').first()).toBeVisible() },
  { name: 'body', needsData: true, show: window => openRow(window, '/orders/created') },
  {
    name: 'broken-json',
    needsData: true,
    show: async window => {
      await openRow(window, '/broken')
    },
  },
  {
    name: 'headers',
    needsData: true,
    show: async window => {
      await openRow(window, '/orders/created')
      await window.tab('Headers')
    },
  },
  {
    name: 'verification-failed',
    needsData: true,
    show: async window => {
      await openRow(window, '400', 'Failed')
      await window.tab('Verification')
    },
  },
  {
    name: 'deliveries',
    needsData: true,
    show: async window => {
      await openRow(window, '/broken')
      await expect(await window.tab('Deliveries')).toContainText('Old staging')
    },
  },
  {
    name: 'raw',
    needsData: true,
    show: async window => {
      await openRow(window, 'Verified', '/github')
      await window.tab('Raw')
    },
  },
  {
    name: 'composer',
    needsData: true,
    show: async window => {
      await openRow(window, '/orders/created')
      await window.detail.getByRole('button', { name: 'Edit & resend' }).click()
      await dialogOpens(window)
    },
  },
  {
    name: 'new-source',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'New source' }).click()
      await dialogOpens(window)
    },
  },
  {
    name: 'new-endpoint',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'New endpoint' }).click()
      await dialogOpens(window)
      await window.dialog.getByText('Signing, events and retries').click()
    },
  },
  {
    name: 'palette',
    needsData: true,
    show: async (window, page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await dialogOpens(window)
    },
  },
  {
    name: 'message',
    needsData: true,
    show: async (window, page) => {
      await page.keyboard.press('m')
      await dialogOpens(window)
    },
  },
  {
    name: 'help',
    needsData: true,
    show: async (window, page) => {
      await page.keyboard.press('Shift+?')
      await dialogOpens(window)
    },
  },
  {
    name: 'marked',
    needsData: true,
    show: async (window, page) => {
      await window.rows().nth(1).click()
      await window
        .rows()
        .nth(4)
        .click({ modifiers: ['Shift'] })
      await expect(page.getByRole('region', { name: 'Selected requests' })).toContainText('4 selected')
    },
  },
  {
    name: 'resend-many',
    needsData: true,
    show: async (window, page) => {
      await window.grid.focus()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.press('r')
      await dialogOpens(window)
    },
  },
  {
    name: 'settings',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await dialogOpens(window)
    },
  },
  {
    name: 'alerts',
    needsData: true,
    show: async (_, page) => {
      await page.getByRole('button', { name: /^Alerts/ }).click()
      await expect(page.getByText('Delivery to Old staging failed').first()).toBeVisible()
    },
  },
]

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce' })

    for (const size of sizes) {
      test(`screens at ${size.width}x${size.height}`, async ({ host, window, page, app }) => {
        test.setTimeout(240_000)
        await page.setViewportSize(size)
        for (const screen of screens) {
          if (screen.needsData && (await host.rpc('sources.list', {})).rows.length === 0) {
            await seed(host, app.url)
            await expect.poll(async () => (await host.rpc('alerts.list', {})).rows.length).toBeGreaterThan(0)
          }
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
