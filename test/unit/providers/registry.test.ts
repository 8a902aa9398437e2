import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById, providers, resolveScheme } from '#providers/index.ts'
import { draftFor } from '../signature/draft-for.ts'
import { secretOf, signedView } from '../signature/support.ts'

test('providers are found by id, schemes by provider/scheme', () => {
  expect(providerById('github')?.name).toBe('GitHub')
  expect(providerById('nobody')).toBeNull()
  expect(providerById('__proto__')).toBeNull()
  expect(providerById(null)).toBeNull()
  expect(resolveScheme('github')).toEqual({ provider: providerById('github'), scheme: 'sha256' })
  expect(resolveScheme('standard-webhooks/v1a')?.scheme).toBe('v1a')
  for (const text of ['', '/', 'github/', 'github/x', 'nobody/sha256', 'github/sha256/x']) expect(resolveScheme(text)).toBeNull()
})

test('ids are unique and the list is by name', () => {
  expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length)
  expect(providers.map(({ name }) => name)).toEqual(providers.map(({ name }) => name).sort((a, b) => a.localeCompare(b)))
})

test('a provider is a file of its name, and a file is a provider', () => {
  const files = readdirSync(new URL('../../../src-main/providers/', import.meta.url)).filter(
    name => name.endsWith('.ts') && name !== 'index.ts',
  )
  expect(files.map(name => name.replace(/\.ts$/, '')).sort()).toEqual(providers.map(({ id }) => id).sort())
})

describe.each(providers)('$id', provider => {
  test('is complete', () => {
    expect(provider.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(new Set(provider.schemes.map(({ id }) => id)).size).toBe(provider.schemes.length)
    const legacy = provider.schemes.map(scheme => scheme.legacy === true)
    expect(legacy).toEqual([...legacy].sort((a, b) => Number(a) - Number(b)))
    for (const sentence of [
      provider.retries,
      provider.setup.paste,
      provider.setup.secret,
      ...provider.schemes.map(({ key }) => key.hint),
    ]) {
      expect(sentence).toMatch(/^\S.*[.)]$/)
    }
    for (const handshake of provider.handshakes) {
      expect(() => new RegExp(handshake.challenge?.pattern ?? '')).not.toThrow()
      // An answer that holds a key of ours is never given for the asking.
      if (handshake.mac) expect(handshake.trust.by).not.toBe('echo')
    }
    expect(provider.detect.every(({ weight }) => weight > 0 && weight < 1)).toBe(true)
  })

  test.each(provider.schemes.filter(({ unsignable }) => unsignable === undefined))('$id signs what it verifies', scheme => {
    const value = newSecret(provider, scheme.id, new Uint8Array(32).fill(3))
    const draft = draftFor(scheme, Buffer.from('{"a":"é"}'))
    const view = signedView({ provider, scheme: scheme.id, secret: value, ...draft })
    const secret = (text: string) => [secretOf(text, { role: scheme.key.role })]
    expect(verifyRequest(provider, view, secret(publicHalf(scheme, value) ?? value), { scheme: scheme.id }).verdict).toBe('verified')
    const other = newSecret(provider, scheme.id, new Uint8Array(32).fill(4))
    expect(verifyRequest(provider, view, secret(publicHalf(scheme, other) ?? other), { scheme: scheme.id }).verdict).toBe('failed')
  })

  test.each(provider.schemes.filter(({ unsignable }) => unsignable !== undefined))('$id says why it cannot be signed', scheme => {
    expect(scheme.unsignable).toMatch(/^[A-Z].*\.$/)
  })
})
