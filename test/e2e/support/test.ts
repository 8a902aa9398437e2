import { test as base } from '@playwright/test'
import { startApp } from './app.ts'
import { type Host, newDataDir, removeDataDir, startHost } from './host.ts'
import { Window } from './window.ts'

interface Fixtures {
  dataDir: string
  host: Host
  window: Window
  app: Awaited<ReturnType<typeof startApp>>
}

/** Every test gets a host with an empty data folder, a window, and an app of its own to deliver to. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs off the pattern
  dataDir: async ({}, use) => {
    const dataDir = newDataDir()
    await use(dataDir)
    removeDataDir(dataDir)
  },
  host: async ({ dataDir }, use) => {
    const host = await startHost(dataDir)
    await use(host)
    await host.stop()
  },
  window: async ({ page }, use) => {
    await use(new Window(page))
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  app: async ({}, use) => {
    const app = await startApp()
    await use(app)
    await app.close()
  },
})
export { expect } from '@playwright/test'
