import type { Page } from '@playwright/test'
import { hostileBodies } from '../support/hostile.ts'
import { SECRET, sendPush } from './support/github.ts'
import type { Host } from './support/host.ts'
import { everyLook, once } from './support/screens.ts'
import { expect } from './support/test.ts'
import type { Window } from './support/window.ts'

/** Looking closely at a Request. */
async function post(url: string, body: string | Uint8Array, headers: Record<string, string>): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers, body: body as BodyInit })
  await response.arrayBuffer()
}

async function seed(host: Host, appUrl: string): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const endpoint = await host.rpc('endpoints.save', { name: 'Shop backend', url: `${appUrl}/webhooks`, retry: { delaysSeconds: [1] } })
  await host.rpc('sources.save', { name: 'GitHub', slug: 'github', provider: 'github', secrets: [SECRET], forwardTo: [endpoint.id] })
  await host.rpc('sources.save', { name: 'Slack app', slug: 'slack', provider: 'slack' })
  await sendPush(`${host.receiver}/github`, { delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958' })
  const slack = { token: 'z26uFbvR1xHJEdHE1OQiO6t8', team_id: 'T123ABC456', api_app_id: 'A123ABC456', type: 'event_callback' }
  await post(`${host.receiver}/slack`, JSON.stringify({ ...slack, event: { type: 'message', text: 'Hello' } }), json)
  const order = (id: string, over: object, lines: object[]) => ({
    id,
    type: 'order.updated',
    status: 'paid',
    customer: { id: 'cus_921', name: 'Ada Lovelace' },
    ...over,
    lines,
  })
  const hook = { ...json, 'x-github-event': 'order.updated' }
  const tea = { id: 'l1', sku: 'TEA-ASSAM-250', quantity: 2, price: 1450 }
  await post(
    `${host.receiver}/github/first`,
    JSON.stringify(order('ord_1', { amount: 18999 }, [tea, { id: 'l2', sku: 'POT-IRON-08', quantity: 1, price: 16099 }])),
    {
      ...hook,
      'x-github-delivery': 'a1',
    },
  )
  await post(
    `${host.receiver}/github/second?preview=1`,
    JSON.stringify(
      order('ord_1', { amount: 17549, status: 'refunded' }, [
        { ...tea, quantity: 1 },
        { id: 'l3', sku: 'CUP-GLASS', quantity: 2, price: 900 },
      ]),
    ),
    {
      ...hook,
      'x-github-delivery': 'a2',
      'x-trace': 'abc',
    },
  )
  for (const { name, contentType, body } of hostileBodies.filter(({ name }) => name === 'turned' || name === 'terminal'))
    await post(`${host.receiver}/hostile/${name}`, body, { 'content-type': contentType })
  await expect.poll(async () => (await host.rpc('deliveries.list', { state: 'delivered' })).rows.length).toBeGreaterThan(0)
}

const open = async (window: Window, ...words: string[]) => {
  await window
    .rows(...words)
    .first()
    .click()
  await expect(window.detail.getByRole('tab', { name: 'Body' })).toBeVisible()
}

const screens: readonly { name: string; show(window: Window, page: Page): Promise<void> }[] = [
  {
    name: 'hidden-credentials',
    show: async window => {
      await open(window, '/slack')
      await window.tab('Body')
      await expect(window.detail.getByRole('button', { name: 'Reveal', exact: true })).toBeVisible()
    },
  },
  {
    name: 'hidden-hex',
    show: async window => {
      await open(window, '/slack')
      const tab = await window.tab('Raw')
      await tab.getByRole('button', { name: 'Hex', exact: true }).click()
      await expect(tab.getByRole('grid')).toBeVisible()
    },
  },
  {
    name: 'composer-hidden',
    show: async window => {
      await open(window, '/slack')
      await window.detail.getByRole('button', { name: 'Edit and resend' }).click()
      await expect(window.dialog.getByRole('button', { name: 'Reveal and edit' })).toBeVisible()
    },
  },
  {
    name: 'proof',
    show: async window => {
      await open(window, 'Verified')
      const tab = await window.tab('Verification')
      await expect(tab.getByRole('region', { name: 'What was checked' })).toContainText('Hello, World!')
    },
  },
  {
    name: 'timing',
    show: async window => {
      await open(window, 'Verified')
      const tab = await window.tab('Deliveries')
      await tab.getByText('Timing').click()
      await expect(tab.getByRole('list', { name: 'Timing' })).toContainText('attempt 1')
    },
  },
  {
    name: 'header-meaning',
    show: async (window, page) => {
      await open(window, 'Verified')
      const tab = await window.tab('Headers')
      await tab.getByRole('button', { name: 'x-hub-signature-256', exact: true }).hover()
      await expect(page.getByText('GitHub’s signature').last()).toBeVisible()
    },
  },
  {
    name: 'find',
    show: async (window, page) => {
      await open(window, '/github/second')
      await window.tab('Body')
      await window.detail.getByRole('button', { name: 'Find in the body' }).click()
      await page.keyboard.type('cup')
      await expect(window.detail.getByText('1 of 1')).toBeVisible()
    },
  },
  {
    name: 'unseen-characters',
    show: async window => {
      await open(window, '/hostile/turned')
      await window.tab('Body')
      await expect(window.detail.getByTitle(/^U\+202E/).first()).toBeVisible()
    },
  },
  {
    name: 'compare',
    show: async (window, page) => {
      await open(window, '/github/second')
      await page.keyboard.press('Shift+D')
      await expect(window.dialog.getByRole('region', { name: 'Body' })).toContainText('lines[0].quantity')
    },
  },
  {
    name: 'compare-lines',
    show: async (window, page) => {
      await open(window, '/github/second')
      await page.keyboard.press('Shift+D')
      await window.dialog.getByRole('button', { name: 'Side by side' }).click()
      await expect(window.dialog.getByRole('region', { name: 'Body' })).toContainText('"CUP-GLASS"')
      await window.dialog.getByRole('region', { name: 'Body' }).scrollIntoViewIfNeeded()
    },
  },
]

everyLook(
  'looking closely',
  screens,
  once(({ host, app }) => seed(host, app.url)),
)
