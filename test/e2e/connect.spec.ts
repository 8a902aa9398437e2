import type { Page } from '@playwright/test'
import { axe } from '../support/axe.ts'
import { GITHUB_TOKEN, githubStandIn } from '../support/registration/github.ts'
import { openApiServer } from '../support/registration/server.ts'
import { inEachLook } from './support/screens.ts'
import { expect, test } from './support/test.ts'

/** A GitHub Enterprise Server of one's own on this machine stands in for GitHub: the same API under /api/v3. */
const standIn = async () => {
  const github = githubStandIn({ prefix: '/api/v3' })
  return { github, server: await openApiServer({}, github.provider) }
}

/** From the menu of a Source in the rail. */
async function choose(page: Page, source: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${source}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a Source is registered at GitHub, hears from it, gets what it missed, and is removed again', async ({ host, window, page }) => {
  const { github, server } = await standIn()
  try {
    await host.rpc('sources.save', { name: 'My repo', slug: 'repo', provider: 'github' })
    await window.open(host)
    await choose(page, 'My repo', 'Connect to the provider')
    const dialog = page.getByRole('dialog', { name: 'Connect My repo' })
    await expect(dialog.getByLabel('Personal access token')).toBeVisible()
    expect(await axe(page)).toEqual([])

    // What is missing is told, and nobody is called.
    await dialog.getByRole('button', { name: 'Show the calls' }).click()
    await expect(dialog.getByText('Fill this in.')).toHaveCount(3)
    await dialog.getByLabel('Personal access token').fill(GITHUB_TOKEN)
    await dialog.getByText('Your own server', { exact: true }).click()
    await dialog.getByLabel('GitHub Enterprise Server').fill(server.url)
    await dialog.getByRole('checkbox', { name: /private network/ }).check()
    await dialog.getByRole('textbox', { name: 'Public URL' }).fill(host.receiver)
    expect(server.seen).toEqual([])
    await dialog.getByRole('button', { name: 'List mine' }).click()
    await dialog.getByRole('combobox', { name: 'Repository' }).click()
    await page.getByRole('option', { name: 'octocat/hello-world' }).click()

    await dialog.getByRole('button', { name: 'Show the calls' }).click()
    await expect(dialog.getByRole('region', { name: 'Then, making changes' })).toContainText('POST')
    await expect(dialog).toContainText(`${server.url}/api/v3/repos/octocat/hello-world/hooks`)
    await expect(dialog).toContainText('(a new secret)')
    expect(await dialog.textContent()).not.toContain(GITHUB_TOKEN)
    expect(await axe(page)).toEqual([])
    await page.screenshot({ path: '.cache/screens/light-1440-connect-calls.png' })
    expect(github.hooks).toEqual([])
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    const registered = dialog.getByRole('article', { name: 'octocat/hello-world' })
    await expect(registered).toContainText('In sync')
    expect(github.hooks.map(hook => hook.config['url'])).toEqual([`${host.receiver}/repo`])
    expect(await axe(page)).toEqual([])
    await page.screenshot({ path: '.cache/screens/light-1440-connect-registered.png' })

    const [hook] = github.hooks
    if (!hook) throw new Error('no hook')
    expect(await github.send(hook, 'push', '{"ref":"refs/heads/main"}', 'e3a1b2c4-0000-4000-8000-000000000001', false)).toBe(200)
    await expect(window.rows('/repo', 'Verified')).toHaveCount(1)

    const late = {
      hook: hook.id,
      event: 'issues',
      payload: '{"action":"opened"}',
      delivered_at: new Date().toISOString(),
      redelivery: false,
    }
    github.deliveries.unshift({ id: 1, guid: 'e3a1b2c4-0000-4000-8000-000000000002', status_code: 504, ...late })
    await registered.getByRole('button', { name: 'Fetch missed webhooks' }).click()
    await expect(window.rows('/repo', 'issues.opened')).toHaveCount(1)

    await registered.getByRole('button', { name: 'Disconnect' }).click()
    const asked = page.getByRole('dialog', { name: 'Disconnect?' })
    await expect(asked).toContainText('DELETE')
    expect(await axe(page)).toEqual([])
    await asked.getByRole('button', { name: 'Disconnect' }).click()
    // While it is open, what lies under it is hidden to roles anyway.
    await expect(asked).toBeHidden()
    await expect(registered).toBeHidden()
    expect(github.hooks).toEqual([])
  } finally {
    await server.close()
  }
})

test('deleting a Source shows what is removed at its provider, and what is refused there is told before it is gone here', async ({
  host,
  window,
  page,
}) => {
  const { github, server } = await standIn()
  try {
    const source = await host.rpc('sources.save', { name: 'My repo', slug: 'repo', provider: 'github' })
    const input = {
      id: source.id,
      kind: 'repository',
      target: 'octocat/hello-world',
      token: GITHUB_TOKEN,
      events: ['push'],
      baseUrl: server.url,
      local: true,
      publicUrl: host.receiver,
    }
    const plan = await host.rpc('sources.connect', input)
    if (plan.step !== 'plan') throw new Error('It was carried out unasked.')
    await host.rpc('sources.connect', { ...input, confirm: plan.confirm })
    const [hook] = github.hooks
    await window.open(host)
    await choose(page, 'My repo', 'Delete')
    const asked = page.getByRole('dialog', { name: 'Delete this source?' })
    await expect(asked.getByRole('region', { name: 'Call' })).toContainText('DELETE')
    await expect(asked).toContainText(`${server.url}/api/v3/repos/octocat/hello-world/hooks/${hook?.id}`)
    await inEachLook(page, 'delete-source-registered')
    server.instead.push({ status: 403, body: { message: 'Resource not accessible by personal access token' } })
    await asked.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(asked.getByRole('alert')).toContainText('admin:repo_hook')
    expect((await host.rpc('sources.list', {})).rows).toHaveLength(1)
    await asked.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(asked).toBeHidden()
    expect(github.hooks).toEqual([])
    expect((await host.rpc('sources.list', {})).rows).toEqual([])
  } finally {
    await server.close()
  }
})

test('a token that may not manage webhooks is told with the scope that it lacks', async ({ host, window, page }) => {
  const { github, server } = await standIn()
  try {
    await host.rpc('sources.save', { name: 'My repo', slug: 'repo', provider: 'github' })
    await window.open(host)
    await choose(page, 'My repo', 'Edit')
    await page.getByRole('button', { name: 'Connect to GitHub' }).click()
    const dialog = page.getByRole('dialog', { name: 'Connect My repo' })
    await dialog.getByLabel('Personal access token').fill(GITHUB_TOKEN)
    await dialog.getByText('Your own server', { exact: true }).click()
    await dialog.getByLabel('GitHub Enterprise Server').fill(server.url)
    await dialog.getByRole('textbox', { name: 'Public URL' }).fill(host.receiver)
    await dialog.getByRole('textbox', { name: 'Repository' }).fill('octocat/hello-world')
    await dialog.getByRole('button', { name: 'Show the calls' }).click()
    server.instead.push({ status: 403, body: { message: 'Resource not accessible by personal access token' } })
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('admin:repo_hook')
    expect(github.hooks).toEqual([])
    expect((await host.rpc('registrations.list', {})).rows).toEqual([])
  } finally {
    await server.close()
  }
})

test('where a provider has no API, it is said what to paste where', async ({ host, window, page }) => {
  await host.rpc('sources.save', { name: 'Slack app', slug: 'slack', provider: 'slack' })
  await window.open(host)
  await choose(page, 'Slack app', 'Connect to the provider')
  const dialog = page.getByRole('dialog', { name: 'Connect Slack app' })
  await expect(dialog).toContainText(`${host.receiver}/slack`)
  await expect(dialog).toContainText('paste the URL as Request URL')
  await expect(dialog.getByRole('link', { name: 'Open Slack' })).toHaveAttribute('href', 'https://api.slack.com/apps')
  expect(await axe(page)).toEqual([])
})
