import type { Secret } from '#domain/secret.ts'
import { newPair, pairFor, publicPem } from '#domain/signature/key-pair.ts'
import type { KeyAlgorithm, Scheme } from '#domain/signature/scheme.ts'
import type { ConfigCache } from './config/cache.ts'
import type { Log, Secrets } from './ports.ts'

/** A pair as it lies among the settings: the private half sealed. */
interface KeptPair {
  readonly sealed: string
  readonly pem: string
}
type Kept = Partial<Record<KeyAlgorithm, KeptPair>>
const SETTING = 'ownKeys'

/** Public halves as secrets that verify: what we have signed ourselves is known here. */
export function ownPublicKeys(setting: unknown): Secret[] {
  return Object.entries((setting ?? {}) as Kept).map(([kind, { pem }]) => ({
    id: `own-${kind}`,
    role: 'public-key',
    label: 'Hookbench’s own key pair',
    value: pem,
    validUntil: null,
  }))
}

/**
 * Key pairs of the workspace's own, with which we sign where only the provider has the private key: the app under test is given the
 * public half instead of the provider's. One of each kind for the whole workspace, so that it is pasted once. Made when first needed.
 */
export function createOwnKeys(config: ConfigCache, secrets: Pick<Secrets, 'seal' | 'open'>, log: Log) {
  const privatePems = new Map<KeyAlgorithm, string>()
  const saving = new Map<KeyAlgorithm, Promise<void>>()
  const kept = () => (config.setting(SETTING) ?? {}) as Kept

  const save = (kind: KeyAlgorithm, pem: string): Promise<void> =>
    config.exclusively(async () => {
      const sealed = await secrets.seal(pem)
      await config.saveSettings({ [SETTING]: { ...kept(), [kind]: { sealed, pem: publicPem(pem) } } })
    })

  const make = (kind: KeyAlgorithm): string => {
    const pem = newPair(kind)
    privatePems.set(kind, pem)
    const saved = save(kind, pem)
    saving.set(kind, saved)
    // Whoever needs it to be kept waits for it with `ensure`; a single signature does not care if it is another key tomorrow.
    saved.catch(error => {
      log.warn('keys.not_saved', { kind, error: String(error) })
      // The next one who asks tries again.
      privatePems.delete(kind)
      saving.delete(kind)
    })
    return pem
  }
  const privateOf = (kind: KeyAlgorithm): string => privatePems.get(kind) ?? make(kind)

  return {
    /** Opens those that there are. @throws AppError `store_unavailable` */
    async load(): Promise<void> {
      for (const [kind, { sealed }] of Object.entries(kept())) privatePems.set(kind as KeyAlgorithm, await secrets.open(sealed))
    },
    /** The private key that may sign for a scheme whose own nobody has; null where the scheme has a shared secret, or takes no key of ours. */
    signingFor(scheme: Scheme): string | null {
      const kind = scheme.unsignable === undefined && scheme.certificate === undefined ? pairFor(scheme.algorithm) : null
      return kind === null ? null : privateOf(kind)
    },
    /** The private key, when it is kept: intake knows its public half by then. */
    async ensure(kind: KeyAlgorithm): Promise<string> {
      const pem = privateOf(kind)
      await saving.get(kind)
      return pem
    },
  }
}
export type OwnKeys = ReturnType<typeof createOwnKeys>
