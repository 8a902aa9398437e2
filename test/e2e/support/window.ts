import { expect, type Locator, type Page } from '@playwright/test'
import type { Host } from './host.ts'

/** The window as a person uses it: roles and names, nothing of its markup. */
export class Window {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(host: Host, path = ''): Promise<void> {
    await this.page.goto(host.ui + path)
    await this.loaded()
  }

  async loaded(): Promise<void> {
    await expect(this.page.locator('[data-app-state="loaded"]')).toBeVisible()
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Captured requests' })
  }
  /** Rows of captured Requests whose text holds all of the words. */
  rows(...words: string[]): Locator {
    return words.reduce(
      (rows, word) => rows.filter({ hasText: word }),
      this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') }),
    )
  }
  get detail(): Locator {
    return this.page.getByRole('article', { name: 'Request detail' })
  }
  answer(question: string): Locator {
    return this.detail.locator('dt', { hasText: question }).locator('xpath=following-sibling::dd[1]')
  }
  async tab(name: string): Promise<Locator> {
    await this.detail.getByRole('tab', { name }).click()
    return this.detail.getByRole('tabpanel', { name })
  }
  /** Rows of Deliveries whose text holds all of the words. */
  deliveries(...words: string[]): Locator {
    return words.reduce(
      (rows, word) => rows.filter({ hasText: word }),
      this.page
        .getByRole('grid', { name: 'Deliveries' })
        .getByRole('row')
        .filter({ has: this.page.getByRole('gridcell') }),
    )
  }
  get delivery(): Locator {
    return this.page.getByRole('article', { name: 'Delivery' })
  }
  /** Chooses in a select by its label. */
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click()
    await this.page.getByRole('option', { name: option }).first().click()
  }
  /** What is open over the window; a notice that says what was done is a dialog too, and none of these. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').and(this.page.locator(':not([aria-modal="false"])'))
  }

  async createSource(input: { provider: string; name: string; secret: string; forwardTo?: string }): Promise<void> {
    await this.page.getByRole('button', { name: 'New source' }).click()
    await this.dialog.getByRole('combobox', { name: 'Provider' }).fill(input.provider)
    await this.page.getByRole('option', { name: input.provider }).first().click()
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(input.name)
    await this.dialog.getByRole('textbox', { name: /secret/i }).fill(input.secret)
    if (input.forwardTo) {
      await this.dialog.getByText('Reply and forwarding').click()
      await this.dialog.getByRole('checkbox', { name: new RegExp(input.forwardTo) }).check()
    }
    await this.dialog.getByRole('button', { name: 'Create' }).click()
    await expect(this.dialog).toBeHidden()
  }

  async createEndpoint(input: { name: string; url: string }): Promise<void> {
    await this.page.getByRole('button', { name: 'New endpoint' }).click()
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(input.name)
    await this.dialog.getByRole('textbox', { name: 'URL' }).fill(input.url)
    await this.dialog.getByRole('button', { name: 'Create' }).click()
    await expect(this.dialog).toBeHidden()
  }
}
