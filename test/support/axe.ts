import type { Page } from '@playwright/test'
import axeCore, { type AxeResults } from 'axe-core'

/**
 * What axe finds on a page, a line each: the rule and the elements. Run here and not by @axe-core/playwright, which also works out what
 * passes, and in each frame, of which there is one: that took twice as long, two hundred times.
 */
export async function axe(page: Page): Promise<string[]> {
  // Another theme or size is drawn within two frames; axe itself is quick enough to see the one before.
  await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.evaluate(`${axeCore.source}; null`)
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })")
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
}
