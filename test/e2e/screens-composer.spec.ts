import type { Page } from '@playwright/test'
import { SECRET, sendPush } from './support/github.ts'
import type { Host } from './support/host.ts'
import { everyLook, once } from './support/screens.ts'
import { expect } from './support/test.ts'
import type { Window } from './support/window.ts'

/** Composing a request, and exporting some. */
async function seed(host: Host, appUrl: string): Promise<void> {
  const endpoint = await host.rpc('endpoints.save', {
    name: 'Shop backend',
    url: `${appUrl}/webhooks`,
    scheme: 'github',
    secrets: ['s3cret'],
  })
  await host.rpc('sources.save', { name: 'GitHub', slug: 'github', provider: 'github', secrets: [SECRET], forwardTo: [endpoint.id] })
  const headers: [string, string][] = [['Content-Type', 'application/json']]
  const draft = {
    method: 'POST',
    to: { endpointId: endpoint.id },
    path: '/orders',
    headers,
    body: '{"id":"{{uuid}}"}',
    sign: { with: 'endpoint' as const },
  }
  await host.rpc('drafts.save', { name: 'Order paid, to staging', draft })
  for (const path of ['/orders', '/refunds']) await host.rpc('drafts.send', { draft: { ...draft, path } })
  await sendPush(`${host.receiver}/github`, { delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958' })
}

async function compose(window: Window, page: Page) {
  await page.keyboard.press('Shift+M')
  const body = window.dialog.getByRole('textbox', { name: 'Body' })
  // The plain text box that stands in while the editor loads has none.
  await expect(body).toHaveAttribute('contenteditable', 'true')
  return body
}

const command = "curl https://api.example.com/hooks -H 'Content-Type: application/json' -d @event.json"

everyLook(
  'the composer',
  [
    {
      name: 'compose',
      show: async (window, page) => {
        await compose(window, page)
      },
    },
    {
      name: 'compose-import',
      show: async (window, page) => {
        await compose(window, page)
        await window.dialog.getByRole('button', { name: 'Import' }).click()
        const panel = window.dialog.getByRole('region', { name: 'Import a request' })
        await panel.getByRole('textbox').fill(command)
        await panel.getByRole('button', { name: 'Import' }).click()
        await expect(panel).toContainText('read from the file')
      },
    },
    {
      name: 'compose-kept',
      show: async (window, page) => {
        await compose(window, page)
        await window.dialog.getByRole('button', { name: 'Saved & history' }).click()
        await expect(window.dialog.getByText('Order paid, to staging')).toBeVisible()
      },
    },
    {
      name: 'compose-variables',
      show: async (window, page) => {
        const body = await compose(window, page)
        await body.fill('{\n  "id": "{{uuid}}",\n  "created": {{now.s}},\n  "amount": 12.50,\n  "paid": true,\n  "lines": [1, 2,}\n')
        await window.dialog.getByText('Variables', { exact: true }).click()
        await window.dialog.getByText('Preview with values').click()
        await window.dialog.getByText('Not valid JSON').scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'compose-sent',
      show: async (window, page) => {
        const body = await compose(window, page)
        await body.press('ControlOrMeta+Enter')
        await expect(window.dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
      },
    },
    {
      name: 'export',
      show: async (window, page) => {
        await window.rows('Verified').first().click()
        await page.keyboard.press('x')
        await window.choose('Format', 'vitest')
        await expect(window.dialog.getByRole('region', { name: 'Exported text' })).toContainText('vitest')
      },
    },
  ],
  once(({ host, app }) => seed(host, app.url)),
)
