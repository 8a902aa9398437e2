import { createHmac } from 'node:crypto'
import { axe } from '../support/axe.ts'
import { expect, test } from './support/test.ts'

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'

/** An event as Slack sends it, signed anew for each retry. */
async function slack(url: string, more: { body?: string; retry?: number } = {}): Promise<number> {
  const time = String(Math.floor(Date.now() / 1000))
  const body = more.body ?? '{"type":"event_callback","event_id":"Ev08MFMKH6","event":{"type":"app_mention"}}'
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': time,
    'x-slack-signature': `v0=${createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')}`,
    ...(more.retry ? { 'x-slack-retry-num': String(more.retry), 'x-slack-retry-reason': 'http_timeout' } : {}),
  }
  const response = await fetch(url, { method: 'POST', body, headers })
  await response.arrayBuffer()
  return response.status
}

test('the timeline of an Event: its requests, retries and differences, in the detail and from the palette', async ({
  host,
  window,
  page,
  app,
}) => {
  const endpoint = await host.rpc('endpoints.save', { name: 'My app', url: app.url })
  await host.rpc('sources.save', { name: 'Slack', slug: 'slack', provider: 'slack', secrets: [SECRET], forwardTo: [endpoint.id] })
  await slack(`${host.receiver}/slack`)
  await slack(`${host.receiver}/slack`, { retry: 1 })
  await window.open(host)
  await window.rows('/slack').last().click()
  const tab = await window.tab('Event')
  const timeline = tab.getByRole('list', { name: /Requests that carried it/ })
  await expect(timeline.getByRole('listitem')).toHaveCount(2)
  await expect(tab).toContainText('Ev08MFMKH6')
  await expect(timeline.getByRole('listitem').first()).toContainText('Shown here')
  await expect(timeline.getByRole('listitem').nth(1)).toContainText('Provider retry 1')
  await timeline.locator('summary').click()
  await expect(timeline.getByRole('rowheader', { name: /x-slack-retry-num/i })).toBeVisible()
  await expect(tab.getByRole('region', { name: 'Deliveries of this event' })).toContainText('My app')

  await test.step('another copy, with another body, comes in while it is open', async () => {
    await slack(`${host.receiver}/slack`, {
      retry: 2,
      body: '{"type":"event_callback","event_id":"Ev08MFMKH6","event":{"type":"app_mention","text":"hi"}}',
    })
    await expect(timeline.getByRole('listitem')).toHaveCount(3)
    await expect(timeline.getByRole('listitem').nth(2)).toContainText('Different body')
    expect(await axe(page)).toEqual([])
    await timeline
      .getByRole('listitem')
      .nth(2)
      .getByRole('button', { name: /Open the request/ })
      .click()
    await expect(timeline.getByRole('listitem').nth(2)).toContainText('Shown here')
    await expect(window.detail).toContainText('Provider retry 2: http_timeout')
  })
  await test.step('from the palette', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type("timeline event's")
    await page.keyboard.press('Enter')
    await expect(window.dialog.getByRole('list', { name: /Requests that carried it/ }).getByRole('listitem')).toHaveCount(3)
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  })
})
