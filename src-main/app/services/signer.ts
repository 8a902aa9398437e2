import type { Signer } from '#delivery/types.ts'
import { signWithAll } from '#domain/delivery/sign-all.ts'
import { resolveScheme } from '#providers/index.ts'
import type { Secrets } from '../ports.ts'

/** Signatures for the delivery engine, which knows schemes only by their public names. */
export function createSigner(secrets: Pick<Secrets, 'open'>): Signer {
  const find = (name: string) => {
    const found = resolveScheme(name)
    const scheme = found?.provider.schemes.find(candidate => candidate.id === found.scheme)
    return found && scheme ? { provider: found.provider, scheme } : null
  }
  return {
    sign(name, draft, keys, at) {
      const found = find(name)
      return found
        ? signWithAll(found, draft, keys, at)
        : { ok: false, reason: `there is no scheme “${name}”. Choose one that providers.list names.` }
    },
    toleranceMs(name) {
      const seconds = find(name)?.scheme.timestamp?.toleranceSeconds ?? null
      return seconds === null ? null : seconds * 1000
    },
    openSecret: sealed => secrets.open(sealed),
  }
}
