import type { Page } from '@playwright/test'

/** What has the focus is in sight, whole, and shows that it has it: by an outline, its own or that of the box around it. Null when all is well. */
export const focusFaults = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return 'nothing has the focus'
    const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)}`
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
    const seen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
    if (!seen || width === 0 || height === 0) return `${name} is out of sight (${left},${top},${right},${bottom})`
    const marked = (one: Element | null) => one !== null && getComputedStyle(one).outlineStyle !== 'none'
    const parted = getComputedStyle(element, '::after').backgroundColor !== 'rgba(0, 0, 0, 0)' || element.matches('[data-separator]')
    return marked(element) || marked(element.parentElement) || parted ? null : `${name} does not show its focus`
  })
