import { AppError } from '#contract/errors.ts'
import type { Secret } from '#domain/secret.ts'
import { providerById } from '#providers/index.ts'
import type { Problem } from '#registration/call.ts'
import { bringInStep, type Done, finish, look, withdraw } from '#registration/engine.ts'
import type { Run } from '#registration/steps.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { Clock, Log } from '../ports.ts'
import type { ProviderApi } from '../provider-api.ts'
import type { PublicUrl } from '../public-url.ts'
import { publicId, type Registered, type RegistrationBook } from './book.ts'
import { adapterOf, orderOf, rootOf, wantedUrl } from './orders.ts'

interface Deps {
  readonly book: RegistrationBook
  readonly config: ConfigCache
  readonly api: ProviderApi
  readonly publicUrl: PublicUrl
  readonly clock: Clock
  readonly log: Log
  readonly mintSecretId: () => string
}

/** An old secret still verifies what was signed with it and arrives a little later. */
const FAREWELL_MS = 3_600_000
const RETIRED_KEPT = 4

/** Carries registrations out: one at a time for each, whatever asked for it. */
export function createDesk({ book, config, api, publicUrl, clock, log, mintSecretId }: Deps) {
  const turns = new Map<number, Promise<unknown>>()
  const inTurn = <T>(id: number, work: () => Promise<T>): Promise<T> => {
    const done = (turns.get(id) ?? Promise.resolve()).then(work)
    const settled = done.catch(() => undefined)
    turns.set(id, settled)
    void settled.then(() => {
      if (turns.get(id) === settled) turns.delete(id)
    })
    return done
  }

  const wanted = (registered: Registered) => wantedUrl(registered, config.source(registered.sourceId), publicUrl.current())
  const sendFor = (registered: Registered) => api.at(rootOf(adapterOf(registered), registered))

  /** Gives the Source the secret that its webhooks are signed with from now on; the earlier ones stay. */
  const keepSecret = (registered: Registered, value: string): Promise<void> =>
    config.exclusively(async () => {
      const source = config.source(registered.sourceId)
      if (!source) return
      const known = source.secrets.find(secret => secret.value === value)
      const role = providerById(source.provider)?.schemes[0]?.key.role ?? 'signing'
      const secret = { id: mintSecretId(), role, label: `from ${adapterOf(registered).name}`, value, validUntil: null }
      if (!known) await config.saveSource(source.id, { ...source, secrets: [...withoutOldest(source.secrets, secret.label), secret] })
      await book.change(registered.id, { secretId: known?.id ?? secret.id })
    })

  /** `until` null: it goes at once, for nothing was ever signed with it. */
  const retireSecret = (registered: Registered, until: number | null): Promise<void> =>
    config.exclusively(async () => {
      const source = config.source(registered.sourceId)
      if (!source || registered.secretId === null) return
      const secrets = source.secrets.flatMap(secret => {
        if (secret.id !== registered.secretId) return [secret]
        return until === null ? [] : [{ ...secret, validUntil: until }]
      })
      await config.saveSource(source.id, { ...source, secrets })
    })

  const runOf = (registered: Registered): Run => ({
    send: sendFor(registered),
    now: clock.now,
    save: async state => void (await book.change(registered.id, { state })),
    keepSecret: value => keepSecret(registered, value),
  })

  const settle = async (registered: Registered, done: Done): Promise<Problem | null> => {
    const wrong = done.ok ? null : done.problem
    await book.change(registered.id, { problem: wrong?.message ?? null })
    const fields = { registration: publicId(registered), api: registered.api, target: registered.target }
    if (wrong) log.warn('registration.failed', { ...fields, code: wrong.code, reason: wrong.message })
    else log.info('registration.done', fields)
    return wrong
  }

  /** @param again make anew what was removed at the provider: only when a person asks for it */
  const bring = (id: number, again: boolean): Promise<Problem | null> =>
    inTurn(id, async () => {
      const registered = book.find(id)
      const url = registered && wanted(registered)
      if (!registered || !url) return null
      if (registered.secret !== null) await keepSecret(registered, registered.secret)
      const fresh = book.find(id) ?? registered
      return settle(fresh, await bringInStep(adapterOf(fresh), orderOf(fresh, url), fresh.state, runOf(fresh), again))
    })

  const remove = (id: number): Promise<Problem | null> =>
    inTurn(id, async () => {
      const registered = book.find(id)
      if (!registered) return null
      const url = registered.state.parts.find(part => part.url !== null)?.url ?? wanted(registered) ?? ''
      return settle(registered, await withdraw(adapterOf(registered), orderOf(registered, url), registered.state, runOf(registered)))
    })

  return {
    wanted,
    sendFor,
    bring,
    /** Clears up what a crash has left open; needs no public URL. */
    mend: (id: number): Promise<Problem | null> =>
      inTurn(id, async () => {
        const registered = book.find(id)
        const { doing } = registered?.state ?? {}
        if (!registered || !doing) return null
        return settle(registered, await finish(adapterOf(registered), orderOf(registered, doing.url), registered.state, runOf(registered)))
      }),
    /** Removes it at the provider, and then from the book. Nothing is forgotten that could not be removed. */
    async disconnect(id: number): Promise<Problem | null> {
      await book.change(id, { leaving: true })
      const wrong = await remove(id)
      const registered = book.find(id)
      if (wrong) await book.change(id, { leaving: false })
      if (wrong || !registered) return wrong
      await retireSecret(registered, clock.now() + FAREWELL_MS)
      await book.drop(id)
      return null
    },
    /** Removes it at the provider for as long as Hookbench does not run. */
    park: remove,
    async forget(id: number): Promise<void> {
      await book.drop(id)
    },
    /** A registration that came to nothing leaves nothing behind. */
    async abandon(id: number): Promise<void> {
      const registered = book.find(id)
      if (!registered) return
      await retireSecret(registered, null)
      await book.drop(id)
    },
    /** Asks the provider how it is there, and notes that down. Changes nothing there. */
    check: (id: number): Promise<Problem | null> =>
      inTurn(id, async () => {
        const registered = book.find(id)
        if (!registered) return null
        const order = orderOf(registered, wanted(registered) ?? '')
        const seen = await look(adapterOf(registered), order, registered.state, sendFor(registered))
        if ('problem' in seen) {
          await book.change(id, { problem: seen.problem.message })
          return seen.problem
        }
        const parts = registered.state.parts.map(part => {
          const url = seen.urls.get(part.name) ?? null
          return url === null ? { ...part, remoteId: null } : { ...part, url }
        })
        await book.change(id, { state: { ...registered.state, parts }, problem: null })
        return null
      }),
  }
}
/** Those that were retired are kept for Requests that came with them, but not without end: a Source has room for twenty. */
function withoutOldest(secrets: readonly Secret[], label: string): Secret[] {
  const retired = secrets.filter(secret => secret.label === label && secret.validUntil !== null)
  return secrets.filter(secret => !retired.slice(0, -RETIRED_KEPT).includes(secret))
}

export type Desk = ReturnType<typeof createDesk>

/** A refusal of the provider's, as the contract tells it. */
export function refusal({ code, message, scope, retryAfterMs }: Problem): AppError {
  return new AppError('provider_refused', message, {
    reason: code,
    ...(scope === null ? {} : { scope }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  })
}
