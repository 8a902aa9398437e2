import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumLaunch } from './chromium.ts'
import { root } from './run-node.ts'

/**
 * Draws the pictures that packages and the tray need out of the product's mark: `npx node test/support/draw-icons.ts`. They are kept in
 * the repository, so that building needs no browser.
 */
const mark = {
  hook: ['M15.5 3v7.25a4 4 0 1 1-8 0v-.75l-2.25 2', 'M11.5 14.25v3.25'],
  bench: ['M2.5 17.5h19', 'M6 17.5V21M18 17.5V21'],
}
/** What the free corner of a tray icon says. Told by its form alone: on macOS an icon has no colours. */
const badges = {
  quiet: '',
  online: '<circle cx="6" cy="4.5" r="3.75"/>',
  paused: '<rect x="3" y="1" width="3" height="7.5"/><rect x="7.5" y="1" width="3" height="7.5"/>',
  attention: '<rect x="3.5" y="0" width="3" height="5"/><rect x="3.5" y="6" width="3" height="2.75"/>',
} as const
const colours = {
  /** macOS paints it itself, by the shape alone. */
  template: {
    hook: '#000',
    bench: '#000',
    quiet: '#000',
    online: '#000',
    paused: '#000',
    attention: '<rect x="3.5" y="0" width="3" height="5"/><rect x="3.5" y="6" width="3" height="2.75"/>',
  },
  /** Seen on light bars and dark ones. */
  colour: {
    hook: '#d0763f',
    bench: '#9a9087',
    quiet: '#000',
    online: '#3fa672',
    paused: '#c79a2b',
    attention: '<rect x="3.5" y="0" width="3" height="5"/><rect x="3.5" y="6" width="3" height="2.75"/>',
  },
} as const

function trayIcon(badge: keyof typeof badges, paint: (typeof colours)[keyof typeof colours]): string {
  const paths = (list: readonly string[], stroke: string) => list.map(d => `<path d="${d}" stroke="${stroke}"/>`).join('')
  const body = `${paths(mark.bench, paint.bench)}${paths(mark.hook, paint.hook)}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke-linecap="round" stroke-linejoin="round" stroke-width="2.25">
    ${body}<g fill="${paint[badge]}">${badges[badge]}</g></svg>`
}

const browser = await chromium.launch(await chromiumLaunch())
const page = await browser.newPage()
async function draw(svg: string, size: number, file: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  writeFileSync(join(root, 'resources', file), await page.screenshot({ omitBackground: true }))
}
mkdirSync(join(root, 'resources/tray'), { recursive: true })
await draw(readFileSync(join(root, 'resources/icon.svg'), 'utf8'), 1024, 'icon.png')
for (const badge of Object.keys(badges) as (keyof typeof badges)[]) {
  for (const [suffix, size] of [
    ['', 16],
    ['@2x', 32],
  ] as const) {
    await draw(trayIcon(badge, colours.template), size, `tray/${badge}Template${suffix}.png`)
    await draw(trayIcon(badge, colours.colour), size, `tray/${badge}${suffix}.png`)
  }
}
await browser.close()
