import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { edgeCertificate } from '../../support/ngrok-edge/certificate.ts'
import { type NgrokEdge, startEdge } from '../../support/ngrok-edge/edge.ts'
import { type Host, startHost } from './host.ts'
import { test as base } from './test.ts'
import type { Window } from './window.ts'

export const GOOD_TOKEN = '2abc_a-good-token-1234'

/** A test with ngrok's edge on loopback, and a host that trusts its certificate as it would a real one. */
export const test = base.extend<{ edge: NgrokEdge; host: Host }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs off the pattern
  edge: async ({}, use) => {
    const edge = await startEdge()
    edge.onAuth = token => (token === GOOD_TOKEN ? null : { code: 'ERR_NGROK_105', text: 'It does not look like an authtoken.' })
    await use(edge)
    await edge.close()
  },
  host: async ({ dataDir }, use) => {
    const ca = join(dataDir, 'edge.pem')
    writeFileSync(ca, edgeCertificate)
    const host = await startHost(dataDir, [], { NODE_EXTRA_CA_CERTS: ca })
    await use(host)
    await host.stop()
  },
})

/** Fills the tunnel's form, which is in a dialog that is open. */
export async function fillTunnel(window: Window, edge: NgrokEdge, token: string): Promise<void> {
  await window.dialog.getByRole('textbox', { name: 'Authtoken' }).fill(token)
  const address = window.dialog.getByRole('textbox', { name: 'Agent address' })
  if (!(await address.isVisible())) await window.dialog.getByText('Agent address, certificate').click()
  await address.fill(edge.serverAddr)
  await window.dialog.getByRole('textbox', { name: 'Certificate authority' }).fill(edge.ca)
}

/** The word in the top bar. */
export async function expectLink(page: Page, word: string): Promise<void> {
  await expect(page.getByRole('banner').getByRole('status').first()).toHaveText(word, { timeout: 15_000 })
}
