import { expect, test } from 'vitest'
import { explainHeaders } from '#domain/glossary/explain.ts'
import { httpHeaders } from '#domain/glossary/http.ts'
import { vendorHeaders } from '#domain/glossary/vendors.ts'
import { providerById, providers } from '#providers/index.ts'

test('general headers mean what they mean, whatever their letters; unknown ones are left out', () => {
  expect(explainHeaders(null, ['CONTENT-Type', 'text/plain', 'X-Nobody-Knows', '1', '__proto__', '1', 'constructor', 'x'])).toEqual({
    'content-type': httpHeaders['content-type'],
  })
})

test('a provider’s headers are told from its own rules', () => {
  const told = explainHeaders(providerById('github'), [
    'X-Hub-Signature-256',
    '',
    'X-GitHub-Delivery',
    '',
    'X-GitHub-Event',
    '',
    'User-Agent',
    '',
  ])
  expect(told['x-hub-signature-256']).toMatch(/GitHub’s signature/)
  expect(told['x-github-delivery']).toMatch(/id for the event/)
  expect(told['x-github-event']).toMatch(/event type/)
  expect(told['user-agent']).toBe(httpHeaders['user-agent'])
  expect(explainHeaders(providerById('gitlab'), ['X-Gitlab-Token', ''])['x-gitlab-token']).toMatch(/secret itself/)
  expect(explainHeaders(providerById('docusign'), ['X-DocuSign-Signature-1', ''])['x-docusign-signature-1']).toMatch(/signature/)
})

test('every provider’s signature header has a meaning, and what is told of vendors is of providers that there are', () => {
  for (const provider of providers) {
    const names = provider.schemes.flatMap(({ signature }) => (signature.place.in === 'header' ? signature.place.names : []))
    const told = explainHeaders(
      provider,
      names.flatMap(name => [name.replace('*', '1'), '']),
    )
    for (const name of names) expect(told[name.replace('*', '1').toLowerCase()], `${provider.id} ${name}`).toBeDefined()
  }
  expect(Object.keys(vendorHeaders).filter(id => providerById(id) === null)).toEqual([])
  for (const names of [httpHeaders, ...Object.values(vendorHeaders)])
    for (const [name, sentence] of Object.entries(names)) {
      expect(name).toBe(name.toLowerCase())
      expect(sentence).toMatch(/[.]$/)
    }
})
