import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { type Host, startHost } from '../../e2e/support/host.ts'
import { Window } from '../../e2e/support/window.ts'
import { chromiumLaunch } from '../../support/chromium.ts'
import { githubSource } from './captures.ts'
import { measureLive } from './live.ts'
import { report, spread } from './report.ts'
import { traced } from './trace.ts'

/** The window in a real Chromium over the full store: how it starts, how it moves, how soon it shows what comes in. */
export async function measureWindow(dataDir: string, wanted: (part: string) => boolean): Promise<void> {
  const browser = await chromium.launch(await chromiumLaunch())
  try {
    if (wanted('window')) await measureStart(browser, dataDir)
    const host = await startHost(dataDir)
    try {
      const { page, window } = await open(browser, host)
      if (wanted('window')) await measureFrames(page, window)
      if (wanted('live')) await measureLive(page, window, await githubSource(host))
    } finally {
      await host.stop()
    }
  } finally {
    await browser.close()
  }
}

async function open(browser: Browser, host: Host): Promise<{ page: Page; window: Window }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const window = new Window(page)
  await window.open(host)
  return { page, window }
}

/** From a command line to a list that can be used: a new host and a new page, the browser itself being there. */
async function measureStart(browser: Browser, dataDir: string): Promise<void> {
  const taken: number[] = []
  let scripts = 0
  for (let i = 0; i < 5; i++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const loaded: Promise<number>[] = []
    page.on('response', response => {
      if (response.request().resourceType() === 'script') loaded.push(response.body().then(body => gzipSync(body).byteLength))
    })
    const began = performance.now()
    const host = await startHost(dataDir)
    await page.goto(host.ui)
    await page.locator('[data-app-state="loaded"]').waitFor()
    taken.push(performance.now() - began)
    scripts = (await Promise.all(loaded)).reduce((sum, bytes) => sum + bytes, 0)
    await page.close()
    await host.stop()
  }
  report({ name: 'cold start until the list can be used, median', value: spread(taken).p50, unit: 'ms', most: 1500 })
  report({ name: 'JavaScript of the first load, gzip', value: scripts / 1024, unit: 'KB', most: 250 })
}

async function measureFrames(page: Page, window: Window): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  if (!session) throw new Error('Chromium gives no session for its trace.')
  const measured = async (name: string, run: () => Promise<void>) => {
    const { longestTask, longestTaskCpu, longestFrame, p99Frame, frames } = await traced(session, run)
    report({ name: `${name}: longest frame`, value: longestFrame, unit: 'ms', most: 50 })
    report({ name: `${' '.repeat(name.length)}  p99 of ${frames} frames`, value: p99Frame, unit: 'ms', most: 50 })
    report({ name: `${name}: longest task of the main thread`, value: longestTask, unit: 'ms', most: 50 })
    report({ name: `${name}: longest task by CPU`, value: longestTaskCpu, unit: 'ms', most: 50 })
  }
  const { grid } = window
  await grid.hover()
  const wheel = async (by: number, times: number) => {
    for (let i = 0; i < times; i++) await page.mouse.wheel(0, by)
  }
  await measured('wheel down, 5,000 rows', () => wheel(400, 400))
  await measured('wheel up again', () => wheel(-400, 400))
  await grid.focus()
  await measured('300 rows with the keyboard', () => pressed(page, 'j', 300))
  await measured('100 pages with the keyboard', () => pressed(page, 'PageDown', 100))
  await measured('to the oldest (End)', async () => {
    await page.keyboard.press('End')
    await page.locator('[data-request]').last().waitFor()
    await wheel(-400, 200)
  })
  await page.getByRole('button', { name: 'List appearance' }).click()
  await window.dialog.getByRole('switch', { name: 'Show the timeline' }).click()
  await page.keyboard.press('Escape')
  const bars = page.getByRole('region', { name: 'Timeline' }).getByRole('slider')
  const box = await bars.boundingBox()
  if (!box) throw new Error('The timeline is not shown.')
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
  await measured('twenty places of the timeline', async () => {
    for (let i = 0; i < 20; i++) {
      await page.mouse.click(...at(((i * 7) % 20) / 20 + 0.02))
      await grid.hover()
      await wheel(400, 3)
    }
  })
  await measured('dragging along the timeline', async () => {
    await page.mouse.move(...at(0.05))
    await page.mouse.down()
    await page.mouse.move(...at(0.95), { steps: 80 })
    await page.mouse.up()
  })
  await measured('to the newest (Home)', async () => {
    await grid.focus()
    await page.keyboard.press('Home')
    await page.locator('[data-request]').first().waitFor()
  })
  const heap = await page.evaluate(
    () => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? Number.NaN,
  )
  report({ name: 'memory of the page after all that', value: heap / 2 ** 20, unit: 'MiB' })
  await session.detach()
}

async function pressed(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key)
}
