import type { Page } from '@playwright/test'
import type { InputOf } from '#contract/methods.ts'
import { correctExpress, openExpress } from '../fixtures/handlers/correct-express.ts'
import { type Handler, isRight } from '../fixtures/handlers/support.ts'
import { startFront } from './support/front.ts'
import type { Host } from './support/host.ts'
import { forReadme, inEachLook, looksOf } from './support/screens.ts'
import { expect, test } from './support/test.ts'
import type { Window } from './support/window.ts'

/** The screens of an Endpoint Check, like those of screens.spec.ts: nothing that axe finds. */
const secret = 'whsec_a2b4c6d8e0f1a3b5c7d9'
const only = ['unsigned', 'forged', 'tampered-body', 'stale', 'future', 'duplicate', 'unknown-type', 'large-body', 'unicode', 'burst-50']

/** Everything at once: takes what is unsigned, old or of an unknown type, and knows no large body. */
const sloppy = openExpress({
  accepts: (raw, header, given) => header === undefined || isRight(raw, header, given, Number.POSITIVE_INFINITY),
  limit: '100kb',
  isKnown: type => {
    if (type !== 'payment_intent.succeeded') throw new TypeError('Unknown type')
    return true
  },
})

interface Stage {
  readonly window: Window
  readonly page: Page
  readonly host: Host
  readonly front: Awaited<ReturnType<typeof startFront>>
  readonly mended: () => Promise<Handler>
  readonly input: InputOf<'checks.start'>
}

const openMenu = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Check this endpoint' }).click()
}
const ended = (host: Host, checkId: string) =>
  expect.poll(async () => (await host.rpc('checks.get', { id: checkId })).state, { timeout: 60_000 }).not.toBe('running')
const graded = (window: Window) => expect(window.dialog.getByText(/^Grade: /).first()).toBeAttached()

/** In the order of their happening: each shows what has become of those before. */
const screens: readonly { name: string; show(stage: Stage): Promise<(() => Promise<void>) | void> }[] = [
  {
    name: 'check-set-up',
    show: async ({ page, window }) => {
      await openMenu(page, 'Shop backend')
      await expect(window.dialog.getByRole('status')).toHaveText(/scenarios will run$/)
    },
  },
  {
    name: 'check-set-up-scenarios',
    show: async ({ page, window }) => {
      await openMenu(page, 'Shop backend')
      await window.dialog.getByRole('button', { name: 'With a command' }).click()
      await window.dialog.getByText('Limits').click()
      await window.dialog.getByRole('button', { name: 'None of Time' }).click()
      await window.dialog.getByRole('group', { name: 'Repetition and order' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'check-confirm',
    show: async ({ page, window }) => {
      await page.keyboard.press('Shift+C')
      await window.choose('Target', 'A URL')
      await window.dialog.getByRole('textbox', { name: 'URL of the handler' }).fill('https://shop.example.test/webhooks')
      await window.dialog.getByRole('combobox', { name: 'Provider' }).fill('no provider')
      await page.getByRole('option', { name: /^No provider/ }).click()
      await window.dialog.getByRole('button', { name: 'Start the check' }).click()
      await expect(page.getByRole('dialog', { name: 'Check shop.example.test?' })).toBeVisible()
    },
  },
  {
    name: 'check-running',
    show: async ({ page, window, host, front, input }) => {
      const release = front.hold()
      const { checkId } = await host.rpc('checks.start', input)
      await openMenu(page, 'Shop backend')
      await expect(window.dialog.getByRole('region', { name: 'Progress' })).toBeVisible()
      return async () => {
        release()
        await ended(host, checkId)
      }
    },
  },
  {
    name: 'check-report',
    show: async ({ page, window }) => {
      await openMenu(page, 'Shop backend')
      await graded(window)
    },
  },
  {
    name: 'check-finding',
    show: async ({ page, window }) => {
      await openMenu(page, 'Shop backend')
      const finding = window.dialog.getByRole('article').first()
      await finding.getByText('Fix with').click()
      await finding.getByText('What was sent and what came back').click()
      await finding.getByRole('group', { name: 'Received' }).first().scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'check-load',
    show: async ({ page, window }) => {
      await openMenu(page, 'Shop backend')
      await window.dialog.getByText(/^Passed: /).click()
      await window.dialog.getByRole('region', { name: 'Table of response times' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'check-mended',
    show: async ({ page, window, host, front, mended, input }) => {
      await front.swap(await mended())
      const { checkId } = await host.rpc('checks.start', input)
      await ended(host, checkId)
      await openMenu(page, 'Shop backend')
      await expect(window.dialog.getByRole('region', { name: 'Since the previous run' })).toContainText('Fixed')
    },
  },
  {
    name: 'check-cancelled',
    show: async ({ page, window, host, front, input }) => {
      const release = front.hold()
      const { checkId } = await host.rpc('checks.start', input)
      await host.rpc('checks.cancel', { id: checkId })
      release()
      await ended(host, checkId)
      await openMenu(page, 'Shop backend')
      await expect(window.dialog).toContainText('This check was cancelled')
      await window.dialog.getByText('Checks of this target').click()
      await window.dialog
        .getByRole('button', { name: /^Open the check from/ })
        .last()
        .scrollIntoViewIfNeeded()
    },
  },
]

test('checking an endpoint', async ({ host, window, page }) => {
  test.setTimeout(600_000)
  const front = await startFront(await sloppy(secret))
  try {
    const { id: endpointId } = await host.rpc('endpoints.save', { name: 'Shop backend', url: front.url, scheme: 'stripe/v1', secret })
    const input = { endpointId, only, observe: { url: front.observation }, settleMs: 50 }
    const stage: Stage = { window, page, host, front, mended: () => correctExpress(secret), input }
    for (const { name, show } of screens) {
      // The theme does not change what is where: the usual looks are enough.
      const looks = looksOf(name, false)
      await test.step(name, async () => {
        const afterwards: (() => Promise<void>)[] = []
        const reach = async () => {
          await window.open(host)
          const after = await show(stage)
          if (after) afterwards.push(after)
        }
        // One that is not asked for makes what the next ones show.
        await (looks.length > 0 ? inEachLook(page, name, reach, looks) : reach())
        for (const after of afterwards) await after()
      })
      // What comes later needs what came before, not the other way round.
      if (forReadme && looks.length > 0) break
    }
  } finally {
    await front.close()
  }
})
