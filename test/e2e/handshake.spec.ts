import { expect, test } from './support/test.ts'

test('a provider that sends another secret is asked about, and the new one is taken when told so', async ({ host, window }) => {
  const source = await host.rpc('sources.save', { name: 'Asana', slug: 'asana', provider: 'asana' })
  const shake = (secret: string) => fetch(`${host.receiver}/asana`, { method: 'POST', headers: { 'x-hook-secret': secret } })
  expect((await shake('first-secret-0123456789')).headers.get('x-hook-secret')).toBe('first-secret-0123456789')
  const first = (await host.rpc('sources.list', {})).rows.find(row => row.id === source.id)
  expect(first?.secrets).toHaveLength(1)

  await shake('other-secret-9876543210')
  await window.open(host)
  await window.rows('/asana').first().click()
  await window.detail.getByRole('button', { name: 'Use the new secret' }).click()
  await expect(window.detail.getByText('The new secret is in use')).toBeVisible()
  const now = (await host.rpc('sources.list', {})).rows.find(row => row.id === source.id)
  expect(now?.secrets.map(secret => secret.masked)).toEqual(['••••••••3210'])
})
