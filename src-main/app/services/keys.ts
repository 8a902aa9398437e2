import { AppError } from '#contract/errors.ts'
import { pairFor, publicPem } from '#domain/signature/key-pair.ts'
import { publicHalf } from '#domain/signature/new-secret.ts'
import type { KeyAlgorithm } from '#domain/signature/scheme.ts'
import { providerById, resolveScheme } from '#providers/index.ts'
import type { OwnKeys } from '../own-keys.ts'
import type { Services } from '../services.ts'

/** `keys.*`: what an app is given to verify what we sign in a provider's name. */
export function keyServices(ownKeys: OwnKeys) {
  return {
    'keys.get': async ({ algorithm, scheme: name }) => {
      if ((algorithm === undefined) === (name === undefined))
        throw new AppError('invalid_input', 'Name an algorithm (ed25519, ecdsa-p256 or rsa) or a scheme (discord/ed25519), one of the two.')
      const scheme = name === undefined ? null : schemeNamed(name)
      const kind = scheme ? pairFor(scheme.algorithm) : (algorithm as KeyAlgorithm)
      if (kind === null) throw new AppError('unsupported', `${name} signs with a shared secret, so there is no public key to hand out.`)
      const privatePem = await ownKeys.ensure(kind)
      const pem = publicPem(privatePem)
      return { algorithm: kind, pem, publicKey: (scheme && publicHalf(scheme, privatePem)) ?? pem }
    },
  } satisfies Partial<Services>
}

/** @throws AppError `invalid_input` when there is none, `cannot_sign` when nothing that we sign would be accepted */
function schemeNamed(name: string) {
  const found = resolveScheme(name)
  const provider = providerById(found?.provider.id ?? null)
  const scheme = provider?.schemes.find(candidate => candidate.id === found?.scheme)
  if (!scheme) throw new AppError('invalid_input', `There is no scheme "${name}"; write provider/scheme as providers.list names them.`)
  if (scheme.unsignable !== undefined) throw new AppError('cannot_sign', scheme.unsignable)
  return scheme
}
