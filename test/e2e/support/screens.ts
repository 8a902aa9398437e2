import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { startApp } from './app.ts'
import type { Host } from './host.ts'
import { expect, test } from './test.ts'
import type { Window } from './window.ts'

/** One thing to look at. */
export interface Screen {
  readonly name: string
  show(window: Window, page: Page): Promise<void>
}

interface Stage {
  readonly host: Host
  readonly app: Awaited<ReturnType<typeof startApp>>
}

const wide = { width: 1440, height: 900 }
const small = { width: 900, height: 600 }
const looks = [
  { theme: 'light', ...wide },
  { theme: 'dark', ...small },
  // The other two show what these have shown, in another light; `SCREENS=all npm run e2e` shoots them as well.
  ...(process.env['SCREENS'] === 'all'
    ? ([
        { theme: 'light', ...small },
        { theme: 'dark', ...wide },
      ] as const)
    : []),
] as const

/**
 * Every screen, each theme and each size at least once: nothing that axe finds, and a picture of each under `.cache/screens` to look at.
 * @param prepare puts there what a screen needs; asked before each, so it looks whether that is there already
 */
export function everyLook<S extends Screen>(
  title: string,
  screens: readonly S[],
  prepare: (stage: Stage, screen: S) => Promise<void>,
): void {
  for (const { theme, ...size } of looks) {
    test.describe(theme, () => {
      test.use({ colorScheme: theme, reducedMotion: 'reduce' })

      test(`${title} at ${size.width}x${size.height}`, async ({ host, window, page, app }) => {
        // Half a hundred screens with axe on each: a machine that does other things as well takes minutes.
        test.setTimeout(900_000)
        await page.setViewportSize(size)
        for (const screen of screens) {
          await prepare({ host, app }, screen)
          await test.step(screen.name, async () => {
            await window.open(host)
            await screen.show(window, page)
            await page.screenshot({ path: `.cache/screens/${theme}-${size.width}-${screen.name}.png` })
            const { violations } = await new AxeBuilder({ page }).analyze()
            expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)).toEqual([])
          })
        }
      })
    })
  }
}

/** For screens that all need the same: made once for each look. */
export function once(seed: (stage: Stage) => Promise<unknown>): (stage: Stage) => Promise<void> {
  const done = new WeakSet<Host>()
  return async stage => {
    if (done.has(stage.host)) return
    done.add(stage.host)
    await seed(stage)
  }
}
