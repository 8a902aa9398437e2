import { hostileBodies, PWNED } from '../support/hostile.ts'
import type { Host } from './support/host.ts'
import { expect, test } from './support/test.ts'

async function post(host: Host, path: string, body: Uint8Array, contentType: string): Promise<void> {
  const response = await fetch(`${host.receiver}${path}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: body as BodyInit,
  })
  await response.arrayBuffer()
}

test('captured content is shown inert, and the window stays quick: every payload in every view', async ({ host, window, page }) => {
  test.setTimeout(150_000)
  const outside: string[] = []
  page.on('request', request => {
    const { protocol, host: to } = new URL(request.url())
    if (protocol.startsWith('http') && to !== new URL(host.ui).host) outside.push(request.url())
  })
  page.on('dialog', dialog => dialog.dismiss().then(() => outside.push(dialog.message())))
  for (const { name, contentType, body } of hostileBodies) await post(host, `/hostile/${name}`, body, contentType)
  await window.open(host)
  const address = page.url().split('#')[0]
  const frames = page.frames().length
  /** Answers when the page has drawn: what hangs it makes this time out. */
  const draws = () => page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))), undefined)

  for (const { name } of hostileBodies) {
    await test.step(name, async () => {
      const { rows } = await host.rpc('requests.list', { filter: `/hostile/${name}`, limit: 50 })
      const row = rows.find(candidate => candidate.path === `/hostile/${name}`)
      await page.evaluate(id => {
        location.hash = `#/request/${id}`
      }, row?.id)
      await expect(window.detail.getByRole('heading', { level: 2 }).first()).toContainText(`/hostile/${name}`)
      const ask = window.detail.getByRole('button', { name: 'Show it' })
      const views = window.detail.getByRole('group', { name: 'Show body as' }).first()
      await expect(ask.or(views).first()).toBeVisible()
      if (await ask.isVisible()) await ask.click()
      await expect(views).toBeVisible()
      for (const view of await views.getByRole('button').all()) {
        await view.click()
        await draws()
      }
      await window.tab('Raw')
      await draws()
      await window.tab('Body')
    })
  }
  expect(
    await page.evaluate(name => (globalThis as Record<string, unknown>)[name] ?? ({} as Record<string, unknown>)[name] ?? null, PWNED),
  ).toBeNull()
  expect(outside).toEqual([])
  expect(page.frames()).toHaveLength(frames)
  expect(page.url().split('#')[0]).toBe(address)
})

test('characters that are not seen, or turn the text around, stand as their codes', async ({ host, window, page }) => {
  for (const { name, contentType, body } of hostileBodies.filter(({ name }) => ['turned', 'terminal', 'form', 'multipart'].includes(name)))
    await post(host, `/hostile/${name}`, body, contentType)
  await window.open(host)
  const shows = async (name: string, ...codes: string[]) => {
    await window.rows(`/hostile/${name}`).click()
    for (const code of codes) await expect(window.detail.getByTitle(new RegExp(`^U\\+${code}`)).first()).toBeVisible()
    const shown = await window.detail.getByRole('tabpanel').innerText()
    expect(shown).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Cf}]/u)
  }
  await shows('turned', '202E', '2066', '200B', 'FEFF')
  await shows('terminal', '1B', '9B', '08')
  await shows('form', '202E', '1B', '00')
  await shows('multipart', '202E')
  await page.keyboard.press('Escape')
})

test('the log holds no control sequence, whatever was captured', async ({ host, dataDir }) => {
  expect(dataDir).toBeTruthy()
  const { port } = new URL(host.receiver)
  const { connect } = await import('node:net')
  const socket = connect(Number(port), '127.0.0.1')
  const closed = new Promise(resolve => socket.once('close', resolve))
  socket.on('error', () => {})
  socket.on('data', () => {})
  // A header that tries to be two, and one with an escape sequence: node refuses both, and both are rows.
  socket.write('POST /inject HTTP/1.1\r\nHost: h\r\nX-A: a\rX-Injected: b\r\nX-\u001b[2J: c\r\nContent-Length: 0\r\n\r\n')
  await closed
  await expect.poll(async () => (await host.rpc('requests.list', { filter: 'is:malformed' })).rows.length).toBe(1)
  expect(host.log()).not.toMatch(/(?!\n)\p{Cc}/u)
})
