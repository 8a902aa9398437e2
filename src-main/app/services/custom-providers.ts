import { AppError } from '#contract/errors.ts'
import { problemsOf } from '#domain/custom/check.ts'
import { CUSTOM_PREFIX, type CustomProvider, providerOf } from '#domain/custom/custom-provider.ts'
import { draftFrom } from '#domain/custom/start-from.ts'
import { checkSecret } from '#domain/signature/secret-check.ts'
import { providerById } from '#providers/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { refusedAt } from '../errors.ts'
import type { createReview } from '../review.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadRequest } from '../stored-request.ts'
import { describeProvider } from './providers.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read'>
  readonly config: ConfigCache
  readonly review: ReturnType<typeof createReview>
}

/** `providers.*` that describe a provider of one's own, try it on what was captured, and look at a pasted secret. */
export function customProviderServices({ store, config, review }: Deps) {
  return {
    'providers.draft': async ({ provider, scheme }) => {
      const own = config.customProviders().find(({ id }) => id === provider)
      if (own) {
        const { id: _, ...draft } = own
        return mutable(draft)
      }
      const known = providerById(provider)
      if (!known) throw noProvider(provider)
      const started = draftFrom(known, scheme)
      if (!started.ok) throw new AppError('unsupported', started.why)
      return mutable(started.draft)
    },

    'providers.save': ({ id, provider }) =>
      config.exclusively(async () => {
        const before = config.customProviders()
        if (id !== undefined && !before.some(own => own.id === id)) throw noCustom(id)
        mustBeWhole(provider)
        const name = provider.name.trim()
        const twin = before.find(own => own.id !== id && own.name.toLowerCase() === name.toLowerCase())
        if (twin)
          throw refusedAt(
            'provider.name',
            'conflict',
            `There is already a custom provider “${twin.name}”. Choose another name, or edit that one.`,
          )
        const saved: CustomProvider = { ...provider, name, id: id ?? freeId(name, before) }
        await config.saveCustomProviders(id === undefined ? [...before, saved] : before.map(own => (own.id === id ? saved : own)))
        return describeProvider(providerOf(saved))
      }),

    'providers.delete': ({ id }) =>
      config.exclusively(async () => {
        const before = config.customProviders()
        const gone = before.find(own => own.id === id)
        if (!gone) throw noCustom(id)
        const users = usersOf(config, id)
        if (users.length > 0) {
          throw new AppError(
            'conflict',
            `“${gone.name}” is in use by ${listed(users)}. Choose another provider there first, then remove this one.`,
          )
        }
        await config.saveCustomProviders(before.filter(own => own.id !== id))
        return { ok: true as const }
      }),

    'providers.test': async ({ requestId, provider, secrets }) => {
      mustBeWhole(provider)
      const draft = providerOf({ ...provider, id: `${CUSTOM_PREFIX}draft` })
      return mutable(await review.trial(await loadRequest(store, requestId), draft, secrets ?? null))
    },

    'providers.checkSecret': async ({ provider, scheme, role = 'signing', value }) => {
      const known = provider === null ? null : providerById(provider)
      if (provider !== null && !known) throw noProvider(provider)
      const asked = known?.schemes.filter(({ key, signingKey }) => key.role === role || signingKey?.role === role) ?? []
      // Secrets of other roles have no format of their own: only what is wrong with any text that was pasted is told.
      const whole = known && asked.length > 0 ? known : { ...nobody, name: known?.name ?? nobody.name }
      return checkSecret(whole, asked.some(({ id }) => id === scheme) ? (scheme ?? null) : (asked[0]?.id ?? null), value)
    },
  } satisfies Partial<Services>
}

const nobody = providerOf({
  id: `${CUSTOM_PREFIX}none`,
  name: 'this provider',
  scheme: { algorithm: 'token', key: { decode: 'utf8' }, signature: { place: { in: 'header', names: [] }, encoding: 'hex' }, content: '' },
  eventId: null,
  eventType: null,
})

/** @throws AppError `invalid_input` with the first thing that is wrong; all of them are in its details */
export function mustBeWhole(provider: Omit<CustomProvider, 'id'>): void {
  const errors = problemsOf(provider).filter(({ level }) => level === 'error')
  const [first] = errors
  if (first) throw new AppError('invalid_input', first.message, { problems: errors })
}

function usersOf(config: ConfigCache, id: string): string[] {
  return [
    ...config
      .sources()
      .filter(source => source.provider === id)
      .map(source => `the source “${source.name}”`),
    ...config
      .endpoints()
      .filter(endpoint => endpoint.scheme?.split('/')[0] === id)
      .map(endpoint => `the endpoint “${endpoint.name}”`),
  ]
}

function listed(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

function freeId(name: string, taken: readonly CustomProvider[]): string {
  const slug =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'provider'
  let id = CUSTOM_PREFIX + slug
  for (let n = 2; taken.some(own => own.id === id); n++) id = `${CUSTOM_PREFIX}${slug}-${n}`
  return id
}

const noProvider = (id: string) => new AppError('invalid_input', `There is no provider "${id}"; providers.list names them all.`)
const noCustom = (id: string) => new AppError('not_found', `There is no custom provider "${id}"; it may have been removed.`)

/** The contract's lists are arrays that may be written to, domain's are not; a copy is both. */
function mutable<T>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>
}
type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> }
