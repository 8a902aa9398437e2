import type { Page } from '@playwright/test'
import { axe } from '../../support/axe.ts'
import type { startApp } from './app.ts'
import type { Host } from './host.ts'
import { expect, test } from './test.ts'
import type { Window } from './window.ts'

/** What there is beside the window: the core that it shows, and an app to deliver to. */
export interface Stage {
  readonly host: Host
  readonly app: Awaited<ReturnType<typeof startApp>>
}

/** One thing to look at. */
export interface Screen {
  readonly name: string
  show(window: Window, page: Page, stage: Stage): Promise<void>
}

/** The system's theme, and the size of the window in px. */
export interface Look {
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height: number
}

const wide = { width: 1440, height: 900 }
const small = { width: 900, height: 600 }
// The small one first: there a screen has to be reached, and then there is only more room.
const usual: readonly Look[] = [
  { theme: 'dark', ...small },
  { theme: 'light', ...wide },
]
// The other two show what those have shown, in another light; `SCREENS=all` shoots them as well.
const others: readonly Look[] = [
  { theme: 'light', ...small },
  { theme: 'dark', ...wide },
]

/** Which pictures to take: `usual`, `all` or `readme`. They are for people to look at and assert nothing, so by itself a test takes none. */
const pictures = process.env['SCREENS']

/** Pictures of the README, by theme and screen. `SCREENS=readme` makes these anew and nothing else. */
const inReadme: Readonly<Record<string, string>> = {
  'light verification-failed': 'verification',
  'dark proof': 'proof',
  'light compare': 'compare',
  'dark check-report': 'check',
}
export const forReadme = pictures === 'readme'

/** The looks that are asked for of a screen; in the README's pictures of most screens there are none. */
export function looksOf(screen: string, all = pictures === 'all'): readonly Look[] {
  if (!forReadme) return all ? [...usual, ...others] : usual
  return [...usual, ...others].filter(({ theme, width }) => width === wide.width && `${theme} ${screen}` in inReadme)
}

/** Takes a picture of a screen where one is asked for, and sees to it that axe finds nothing there. */
export async function shoot(page: Page, { theme, width }: Look, name: string): Promise<void> {
  const path = forReadme ? `resources/screens/${inReadme[`${theme} ${name}`]}.png` : `.cache/screens/${theme}-${width}-${name}.png`
  if (pictures) await page.screenshot({ path })
  expect(await axe(page)).toEqual([])
}

/**
 * Shoots a screen in each of its looks. It is gone to in the first, and then turned to the others: as when somebody's system changes its
 * theme, or a window its size.
 * @param show goes there; what is shown already needs none
 */
export async function inEachLook(page: Page, name: string, show?: () => Promise<void>, looks = looksOf(name)): Promise<void> {
  for (const [turn, look] of looks.entries()) {
    await page.emulateMedia({ colorScheme: look.theme })
    await page.setViewportSize({ width: look.width, height: look.height })
    if (turn === 0) await show?.()
    await shoot(page, look, name)
  }
}

/**
 * Every screen, each theme and each size at least once: nothing that axe finds, and a picture of each under `.cache/screens` if asked for.
 * @param prepare puts there what a screen needs; asked before each, so it looks whether that is there already
 */
export function everyLook<S extends Screen>(
  title: string,
  screens: readonly S[],
  prepare: (stage: Stage, screen: S) => Promise<void>,
): void {
  for (const [part, some] of halves(screens.filter(({ name }) => looksOf(name).length > 0)).entries()) {
    test(`${title}, part ${part + 1}`, async ({ host, window, page, app }) => {
      // Dozens of screens with axe on each: a machine that does other things as well takes minutes.
      test.setTimeout(900_000)
      for (const screen of some) {
        await prepare({ host, app }, screen)
        await test.step(screen.name, () =>
          inEachLook(page, screen.name, async () => {
            await window.open(host)
            await screen.show(window, page, { host, app })
          }),
        )
      }
    })
  }
}

/** For two browsers at a time; none of a list that is empty. */
function halves<T>(list: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(list.length / 2)
  return [list.slice(0, middle), list.slice(middle)].filter(half => half.length > 0)
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
