import { fromPublic } from '../support/ngrok-edge/public.ts'
import { GITHUB_TOKEN, githubStandIn } from '../support/registration/github.ts'
import { openApiServer } from '../support/registration/server.ts'
import { expectLink, fillTunnel, GOOD_TOKEN, test } from './support/edge.ts'
import { inEachLook } from './support/screens.ts'
import { expect } from './support/test.ts'

test('on with an authtoken, every URL is public; lost, it is told and comes back; off', async ({ host, window, page, edge }) => {
  // Most of it is waiting: for an alert that is not raised at once, and for the next try to connect.
  test.setTimeout(180_000)
  await window.open(host)
  await expectLink(page, 'Live')

  await test.step('a wrong authtoken is a sentence', async () => {
    await page.getByRole('button', { name: 'Tunnel: Off' }).click()
    await window.dialog.getByRole('button', { name: 'Turn on' }).click()
    await expect(window.dialog).toContainText('Paste your authtoken.')
    await fillTunnel(window, edge, 'an-api-key-by-mistake')
    await window.dialog.getByRole('button', { name: 'Turn on' }).click()
    await expect(window.dialog.getByRole('alert')).toContainText('This is not an ngrok authtoken')
    await expect(window.dialog.getByRole('status')).toHaveText('Failed')
    await inEachLook(page, 'tunnel-failed')
  })

  await test.step('a good one is online, and kept masked', async () => {
    await fillTunnel(window, edge, GOOD_TOKEN)
    await window.dialog.getByRole('button', { name: 'Save and reconnect' }).click()
    await expect(window.dialog.getByRole('status')).toHaveText('Online')
    await expect(window.dialog).toContainText('Stored: ••••••••1234')
    await expect(window.dialog).toContainText('1 of 100 at most')
    await window.dialog.getByRole('button', { name: 'Test now' }).click()
    await expect(page.getByText('A request to the public URL arrived here')).toBeVisible()
    await inEachLook(page, 'tunnel-online')
    await page.keyboard.press('Escape')
    await expectLink(page, 'Online')
    await expect(page.getByRole('banner')).toContainText(edge.url)
    await expect(page.getByRole('main')).toContainText(`curl ${edge.url}/hello`)
  })

  const hello = () => fromPublic(`${edge.url}/hello`, { headers: { 'content-type': 'application/json' }, body: '{"hello":"webhook"}' })
  await test.step('what the internet sends there is captured', async () => {
    expect((await hello()).status).toBe(200)
    await expect(window.rows('POST', '/hello')).toHaveCount(1)
    await page.getByRole('button', { name: 'New source' }).click()
    await window.dialog.getByRole('textbox', { name: 'Name' }).fill('Shop')
    await expect(window.dialog).toContainText(`${edge.url}/shop`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  await test.step('the edge is gone: reconnecting, an alert, and back by itself', async () => {
    edge.offline(true)
    await expectLink(page, 'Reconnecting')
    await expect(page.getByRole('banner')).toContainText(edge.url)
    await expect
      .poll(async () => (await host.rpc('alerts.list', {})).rows.map(({ kind }) => kind), { timeout: 30_000 })
      .toEqual(['tunnel_lost'])
    await page.getByRole('button', { name: /^Alerts/ }).click()
    await page.getByRole('listitem').filter({ hasText: 'The tunnel is lost' }).getByRole('button', { name: 'Open' }).click()
    await expect(window.dialog.getByRole('status')).toHaveText('Reconnecting')
    await inEachLook(page, 'tunnel-reconnecting')
    edge.offline(false)
    await expect(window.dialog.getByRole('status')).toHaveText('Online', { timeout: 40_000 })
    await expect(window.dialog).toContainText('Reconnected after the connection was lost.')
    expect((await hello()).status).toBe(200)
    await expect.poll(async () => (await host.rpc('requests.list', {})).rows.length).toBe(2)
  })

  await test.step('off is off', async () => {
    await window.dialog.getByRole('button', { name: 'Turn off' }).click()
    await expect(window.dialog.getByRole('status')).toHaveText('Off')
    await page.keyboard.press('Escape')
    await expectLink(page, 'Live')
    await expect(page.getByRole('banner')).toContainText(host.receiver)
    // The edge may hear of it a moment after the window does: what it had just let in is cut off, and never answered.
    const first = await hello().then(
      ({ status }) => status,
      () => 'cut off',
    )
    expect([404, 'cut off']).toContain(first)
    expect((await hello()).status).toBe(404)
  })
})

test('what a provider could not deliver while the tunnel was cut is sent again, once, as soon as it is back', async ({
  host,
  window,
  page,
  edge,
}) => {
  test.setTimeout(120_000)
  const github = githubStandIn({
    prefix: '/api/v3',
    post: async (url, headers, body) => (await fromPublic(url, { headers, body })).status,
  })
  const server = await openApiServer({}, github.provider)
  try {
    await host.rpc('tunnel.start', { provider: 'ngrok', authtoken: GOOD_TOKEN, serverAddr: edge.serverAddr, caCert: edge.ca })
    const source = await host.rpc('sources.save', { name: 'My repo', slug: 'repo', provider: 'github' })
    const input = {
      id: source.id,
      kind: 'repository',
      target: 'octocat/hello-world',
      token: GITHUB_TOKEN,
      events: ['push'],
      baseUrl: server.url,
      local: true,
    }
    const plan = await host.rpc('sources.connect', input)
    if (plan.step !== 'plan') throw new Error('It was carried out unasked.')
    await host.rpc('sources.connect', { ...input, confirm: plan.confirm })
    const [hook] = github.hooks
    if (!hook) throw new Error('no hook')
    expect(hook.config['url']).toBe(`${edge.url}/repo`)
    await window.open(host)
    await expectLink(page, 'Online')

    const before = 'e3a1b2c4-0000-4000-8000-000000000001'
    const meanwhile = 'e3a1b2c4-0000-4000-8000-000000000002'
    expect(await github.send(hook, 'push', '{"n":1}', before, false)).toBe(200)
    await expect(window.rows('/repo', 'Verified')).toHaveCount(1)

    edge.offline(true)
    await expectLink(page, 'Reconnecting')
    // ngrok's own answer for a tunnel that is not there.
    expect(await github.send(hook, 'push', '{"n":2}', meanwhile, false)).toBe(404)
    await expect(window.rows('/repo', 'Verified')).toHaveCount(1)

    edge.offline(false)
    await expect(window.rows('/repo', 'Verified')).toHaveCount(2, { timeout: 40_000 })
    await expectLink(page, 'Online')
    await expect
      .poll(async () => (await host.rpc('jobs.list', {})).rows.map(job => [job.kind, job.state, job.done]))
      .toEqual([['backfill', 'done', 1]])
    const { rows } = await host.rpc('requests.list', {})
    expect(rows.map(({ eventId, verdict, origin, via, repetition }) => ({ eventId, verdict, origin, via, repetition }))).toEqual(
      [meanwhile, before].map(eventId => ({ eventId, verdict: 'verified', origin: 'received', via: 'tunnel', repetition: null })),
    )
    expect(server.seen.filter(({ path }) => path.endsWith('/attempts'))).toHaveLength(1)
  } finally {
    await server.close()
  }
})
