import type { Locator } from '@playwright/test'
import { axe } from '../support/axe.ts'
import { focusFaults } from './support/focus.ts'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

/** A line that forced colours leave: they take fills and shadows away, and keep outlines and borders. */
const lines = (locator: Locator) =>
  locator.evaluate(element => {
    const { outlineStyle, outlineWidth, borderTopStyle, borderTopWidth } = getComputedStyle(element)
    return { outline: `${outlineWidth} ${outlineStyle}`, border: `${borderTopWidth} ${borderTopStyle}` }
  })

test('under forced colours, what a fill told is told by a line', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await page.emulateMedia({ forcedColors: 'active' })
  await window.open(host)

  await test.step('the chosen row, verdicts, and the dot of a status', async () => {
    await page.keyboard.press('j')
    const [chosen, other] = [window.rows().nth(0), window.rows().nth(1)]
    await expect(chosen).toHaveAttribute('aria-selected', 'true')
    expect(await lines(chosen)).toMatchObject({ outline: '2px solid' })
    expect(await lines(other)).toMatchObject({ outline: expect.stringMatching(/none$/) })
    expect(await lines(window.rows('Verified').first().locator('.badge').first())).toMatchObject({ border: '1px solid' })
    await expect(window.detail).toBeVisible()
    expect(await lines(window.detail.getByRole('tabpanel').getByRole('button', { pressed: true }))).toMatchObject({ outline: '2px solid' })
    const dot = window.rows().first().locator('.dot').first()
    expect(await dot.evaluate(element => getComputedStyle(element).getPropertyValue('forced-color-adjust'))).toBe('none')
  })

  await test.step('every stop of Tab still shows its focus', async () => {
    const faults: (string | null)[] = []
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab')
      faults.push(await focusFaults(page))
    }
    expect(faults.filter(fault => fault !== null && fault !== 'nothing has the focus')).toEqual([])
  })
  expect(await axe(page)).toEqual([])
  await page.screenshot({ path: '.cache/screens/forced-1440-list.png' })

  await test.step('a dialog stands out from what is under it, and the command that Enter would run from the others', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    expect(await lines(window.dialog)).toMatchObject({ border: '1px solid' })
    const [first, second] = [window.dialog.getByRole('option').nth(0), window.dialog.getByRole('option').nth(1)]
    await expect(first).toHaveAttribute('data-highlighted', '')
    expect(await lines(first)).toMatchObject({ outline: '2px solid' })
    expect(await lines(second)).toMatchObject({ outline: expect.stringMatching(/none$/) })
    await page.screenshot({ path: '.cache/screens/forced-1440-palette.png' })
  })
})
