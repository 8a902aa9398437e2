import { describe, expect, test } from 'vitest'
import type { Secrets } from '#app/ports.ts'
import { AppError } from '#contract/errors.ts'

/** What every place for secrets must do. @param make opens the same place again: what one has sealed, the next one opens */
export function secretsSuite(name: string, make: () => Promise<Secrets>): void {
  describe(name, () => {
    test.each(['', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'ключ\u0000 🗝\n', 'x'.repeat(100_000)])(
      'opens what it sealed (%#)',
      async plain => {
        const secrets = await make()
        expect(await secrets.open(await secrets.seal(plain))).toBe(plain)
      },
    )

    test('a sealed text does not show its secret, and no two are alike', async () => {
      const secrets = await make()
      const [one, other] = [await secrets.seal('a secret of some length'), await secrets.seal('a secret of some length')]
      expect(one).not.toContain('secret')
      expect(Buffer.from(one.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('secret')
      expect(one).not.toBe(other)
    })

    test('is there again after a restart', async () => {
      const sealed = await (await make()).seal('kept')
      expect(await (await make()).open(sealed)).toBe('kept')
    })

    test('says where the key lies', async () => {
      expect((await make()).description).toMatch(/^(a|the) \w/)
    })

    test.each(['', 'nonsense', 'hb1.0123456789abcdef.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
      'refuses %j with a sentence',
      async text => {
        const refused = (await make()).open(text)
        await expect(refused).rejects.toBeInstanceOf(AppError)
        await expect(refused).rejects.toMatchObject({
          code: 'store_unavailable',
          message: expect.stringMatching(/enter the secret again\.$/),
        })
      },
    )

    test('refuses a text with one character changed', async () => {
      const secrets = await make()
      const sealed = await secrets.seal('a secret of some length')
      const at = sealed.length - 5
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      await expect(secrets.open(changed)).rejects.toMatchObject({ code: 'store_unavailable' })
    })
  })
}
