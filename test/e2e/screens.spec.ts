import type { Page } from '@playwright/test'
import { everyLook, type Screen } from './support/screens.ts'
import { seed } from './support/seed.ts'
import { expect } from './support/test.ts'
import type { Window } from './support/window.ts'

/** What everybody sees: the three zones and the dialogs. */
interface Seen extends Screen {
  readonly needsData: boolean
}

const openRow = async (window: Window, ...words: string[]) => {
  await window
    .rows(...words)
    .first()
    .click()
  await expect(window.detail.getByRole('tab', { name: 'Body' })).toBeVisible()
}
const openWizard = async (window: Window, page: Page) => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('step by step')
  await page.keyboard.press('Enter')
  await expect(window.dialog).toContainText('Step 1 of 3')
}
const dialogOpens = async (window: Window) => {
  await expect(window.dialog).toBeVisible()
}

const screens: readonly Seen[] = [
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
      await window.detail.getByRole('button', { name: 'Edit and resend' }).click()
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
    name: 'new-source-provider',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'New source' }).click()
      await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('facebook')
      await page.getByRole('option', { name: /^Facebook/ }).click()
      await expect(window.dialog.getByRole('region', { name: 'About Facebook' })).toBeVisible()
    },
  },
  {
    name: 'source-replies',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'More for Slack app' }).click()
      await page.getByRole('menuitem', { name: 'Edit' }).click()
      await window.dialog.getByText('Reply and forwarding').click()
      await window.dialog.getByRole('combobox', { name: 'Reply' }).click()
      await page.getByRole('option', { name: /^Pass through/ }).click()
      await window.dialog.getByText('Duplicates and strictness').click()
      await window.dialog.getByText('Reply and forwarding').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'samples',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'More for Stripe test' }).click()
      await page.getByRole('menuitem', { name: 'Send a sample' }).click()
      await window.dialog
        .getByRole('radio', { name: /Failure/ })
        .first()
        .check()
      await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(window.dialog.getByRole('region', { name: 'Result' })).toContainText('Verified')
    },
  },
  {
    name: 'event',
    needsData: true,
    show: async window => {
      await window.rows('/github', 'Verified').first().click()
      await expect((await window.tab('Event')).getByRole('listitem').nth(1)).toBeVisible()
    },
  },
  {
    name: 'custom-provider',
    needsData: true,
    show: async (window, page) => {
      await window.rows('/github', 'Verified').first().click()
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('your own provider')
      await page.keyboard.press('Enter')
      await window.dialog.getByRole('combobox', { name: 'Start from' }).click()
      await page.getByRole('option', { name: 'GitHub', exact: true }).click()
      await expect(window.dialog.getByRole('region', { name: 'Verdict of the test' })).toContainText('Verified')
    },
  },
  {
    name: 'verify-many',
    needsData: true,
    show: async (window, page) => {
      await window.grid.focus()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('verify again')
      await page.keyboard.press('Enter')
      await window.dialog.getByRole('button', { name: 'Verify', exact: true }).click()
      await expect(window.dialog.getByRole('region', { name: 'Result' })).toContainText('Verified:')
    },
  },
  {
    name: 'new-endpoint',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'New endpoint' }).click()
      await dialogOpens(window)
      await window.dialog.getByRole('textbox', { name: 'Name' }).fill('Production')
      await window.dialog.getByRole('textbox', { name: 'URL' }).fill('https://app.example.com/webhooks')
    },
  },
  {
    name: 'endpoint-retries',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'New endpoint' }).click()
      await dialogOpens(window)
      await window.dialog.getByRole('textbox', { name: 'URL' }).fill('https://app.example.com/webhooks')
      await window.dialog.locator('summary', { hasText: 'Retries' }).click()
    },
  },
  {
    name: 'endpoint-limits',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'New endpoint' }).click()
      await dialogOpens(window)
      await window.dialog.locator('summary', { hasText: 'Order, limits' }).click()
      await window.dialog.getByRole('switch', { name: /Circuit breaker/ }).click()
      await window.dialog.getByRole('switch', { name: /Disable it when/ }).click()
      await window.dialog.locator('summary', { hasText: 'Connection' }).click()
    },
  },
  {
    name: 'deliveries-zone',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Deliveries' }).click()
      await window.deliveries('Old staging').first().click()
      await expect(window.delivery).toContainText('Attempt 1')
    },
  },
  {
    name: 'dead-letters',
    needsData: true,
    show: async (_, page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Dead letters/ })
        .click()
      await expect(page.getByRole('region', { name: 'Dead letters by reason' })).toBeVisible()
    },
  },
  {
    name: 'deliveries-bulk',
    needsData: true,
    show: async (window, page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Old staging/ })
        .click()
      await page.keyboard.press('Shift+R')
      await dialogOpens(window)
    },
  },
  {
    name: 'connect',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'More for GitHub' }).click()
      await page.getByRole('menuitem', { name: 'Connect to the provider' }).click()
      await expect(window.dialog.getByLabel('Personal access token')).toBeVisible()
    },
  },
  {
    name: 'connect-by-hand',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'More for Slack app' }).click()
      await page.getByRole('menuitem', { name: 'Connect to the provider' }).click()
      await expect(window.dialog.getByRole('link', { name: 'Open Slack' })).toBeVisible()
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
    name: 'settings-alerts',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await dialogOpens(window)
      for (const part of ['Post to a URL', 'Send email', 'Routing']) {
        await window.dialog.locator('summary', { hasText: part }).click()
      }
      await window.dialog.getByRole('textbox', { name: 'Mail server' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'tunnel',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'Tunnel: Off' }).click()
      await dialogOpens(window)
    },
  },
  {
    name: 'tunnel-manual',
    needsData: true,
    show: async (window, page) => {
      await page.getByRole('button', { name: 'Tunnel: Off' }).click()
      await window.dialog.getByRole('button', { name: 'My own tunnel' }).click()
      await expect(window.dialog).toContainText('Point it at this address')
    },
  },
  {
    name: 'wizard-provider',
    needsData: true,
    show: async (window, page) => {
      await openWizard(window, page)
      await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('stripe')
      await page.getByRole('option', { name: 'Stripe' }).first().click()
    },
  },
  {
    name: 'wizard-tunnel',
    needsData: true,
    show: async (window, page) => {
      await openWizard(window, page)
      await window.dialog.getByRole('button', { name: 'Just give me a URL' }).click()
      await expect(window.dialog).toContainText('Step 2 of 3')
    },
  },
  {
    name: 'wizard-first',
    needsData: true,
    show: async (window, page) => {
      await openWizard(window, page)
      await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('shopify')
      await page.getByRole('option', { name: 'Shopify' }).first().click()
      await window.dialog.getByRole('button', { name: 'Continue' }).click()
      await window.dialog.getByRole('button', { name: 'Stay on this machine' }).click()
      await expect(window.dialog.getByRole('heading', { name: 'Waiting for the first event' })).toBeVisible()
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

everyLook('screens', screens, async ({ host, app }, { needsData }) => {
  if (!needsData || (await host.rpc('sources.list', {})).rows.length > 0) return
  await seed(host, app.url)
  await expect.poll(async () => (await host.rpc('alerts.list', {})).rows.length).toBeGreaterThan(0)
})
