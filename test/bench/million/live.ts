import type { Page } from '@playwright/test'
import type { Window } from '../../e2e/support/window.ts'
import { benchBody, githubSignature } from '../targets/common.ts'
import { report, spread } from './report.ts'

const PER_SECOND = 200
const SECONDS = 10

/**
 * From sending a request to its row on the screen, at 200 a second. Both clocks are this machine's. A row counts when a frame after it
 * came into the document has begun, which is when the one with it has been painted.
 */
export async function measureLive(page: Page, window: Window, url: string): Promise<void> {
  await window.grid.evaluate(grid => {
    const seen = new Map<string, number>()
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      const fresh = [...grid.querySelectorAll('[data-request] span[title]')]
        .map(path => path.getAttribute('title') ?? '')
        .filter(path => !seen.has(path))
      for (const path of fresh) seen.set(path, Number.NaN)
      if (fresh.length > 0)
        requestAnimationFrame(() =>
          setTimeout(() => {
            for (const path of fresh) seen.set(path, performance.timeOrigin + performance.now())
          }),
        )
    }).observe(grid, { childList: true, subtree: true, attributes: true, characterData: true })
  })
  const sent = await flow(url)
  // All has been answered, so it is on its way to the list: a second is long after it.
  await page.waitForTimeout(1000)
  const seen = new Map(await page.evaluate(() => [...(globalThis as unknown as { seen: Map<string, number> }).seen]))
  const waits = [...sent].flatMap(([path, at]) => {
    const shown = seen.get(path)
    return shown === undefined || Number.isNaN(shown) ? [] : [shown - at]
  })
  report({ name: `capture to row at ${PER_SECOND}/s, p50`, value: spread(waits).p50, unit: 'ms' })
  report({ name: `capture to row at ${PER_SECOND}/s, p95`, value: spread(waits).p95, unit: 'ms', most: 150 })
  report({ name: 'of these rows were on the screen before others took their place', value: (waits.length / sent.size) * 100, unit: '%' })
}

/** Sends steadily, whatever the answers take; when each was sent (ms since epoch), by its path. */
async function flow(url: string): Promise<Map<string, number>> {
  const body = benchBody(2048)
  const signature = githubSignature(body)
  const sent = new Map<string, number>()
  const answers: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; n < PER_SECOND * SECONDS; n++) {
    const due = began + (n * 1000) / PER_SECOND - performance.now()
    if (due > 1) await new Promise(resolve => setTimeout(resolve, due))
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': `${began}-${n}`,
      'x-hub-signature-256': signature,
    }
    sent.set(`${new URL(url).pathname}/${n}`, performance.timeOrigin + performance.now())
    answers.push(
      // One that is not answered has no row either, and shows in the share of those that have.
      fetch(`${url}/${n}`, { method: 'POST', headers, body: new Uint8Array(body) }).then(
        async response => void (await response.arrayBuffer()),
        () => undefined,
      ),
    )
  }
  await Promise.all(answers)
  return sent
}
