import { formatId } from '#domain/ids.ts'
import { maskSecret } from '#domain/secret.ts'
import type { State } from '#registration/steps.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock, Secrets } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'

/** A registration in memory, its secrets in clear. Times ms since epoch. */
export interface Registered {
  readonly id: number
  readonly sourceId: number
  readonly api: string
  readonly kind: string
  readonly target: string
  /** A person's own server; null: the vendor's. */
  readonly ownBase: string | null
  readonly local: boolean
  readonly events: readonly string[]
  readonly token: string
  /** What hooks are told to sign with; null where the provider makes it. */
  readonly secret: string | null
  /** Id of the Source's secret that came of it. */
  readonly secretId: string | null
  readonly marker: string
  /** Instead of the tunnel's. */
  readonly publicUrl: string | null
  readonly state: State
  readonly problem: string | null
  /** It is being removed for good: what a crash interrupts is gone on with. */
  readonly leaving: boolean
  readonly keepInStep: boolean
  readonly removeOnStop: boolean
  readonly backfillAuto: boolean
  readonly forwardFetched: boolean
  readonly seenAt: number
  readonly createdAt: number
  readonly updatedAt: number
}
type Kept = Omit<Registered, 'id' | 'sourceId' | 'token' | 'secret' | 'createdAt' | 'updatedAt'> & {
  readonly token: string
  readonly secret: string | null
}
export type Draft = Omit<Registered, 'id' | 'createdAt' | 'updatedAt'>

/** All registrations: in memory as they are, in the database with token and secret sealed. A change is on disk when it resolves. */
export class RegistrationBook {
  #all = new Map<number, Registered>()
  readonly #store: Pick<StoreClient, 'write'>
  readonly #secrets: Secrets
  readonly #clock: Pick<Clock, 'now'>
  readonly #onChange: (registered: Pick<Registered, 'sourceId'>) => void

  constructor(
    store: Pick<StoreClient, 'write'>,
    secrets: Secrets,
    clock: Pick<Clock, 'now'>,
    onChange: (registered: Pick<Registered, 'sourceId'>) => void,
  ) {
    this.#store = store
    this.#secrets = secrets
    this.#clock = clock
    this.#onChange = onChange
  }

  /** @throws AppError `store_unavailable` when a token cannot be opened */
  async load(): Promise<void> {
    const rows = await this.#store.write.loadRegistrations(null)
    const opened = rows.map(async row => {
      const kept = JSON.parse(row.record_json) as Kept
      const token = await this.#secrets.open(kept.token)
      const secret = kept.secret === null ? null : await this.#secrets.open(kept.secret)
      return { ...kept, token, secret, id: row.id, sourceId: row.source_id, createdAt: row.created_at, updatedAt: row.updated_at }
    })
    this.#all = new Map((await Promise.all(opened)).map(registered => [registered.id, registered]))
  }

  list(): Registered[] {
    return [...this.#all.values()]
  }
  find(id: number): Registered | null {
    return this.#all.get(id) ?? null
  }
  /** @throws AppError `not_found` */
  named(id: string): Registered {
    const found = this.find(idNumber('reg', id))
    if (!found) throw notFound('reg', id)
    return found
  }

  async add(draft: Draft): Promise<Registered> {
    const id = await this.#write(null, draft)
    const now = this.#clock.now()
    const added = { ...draft, id, createdAt: now, updatedAt: now }
    this.#all.set(id, added)
    this.#onChange(added)
    return added
  }

  /** @returns it as it is then; null when it was dropped meanwhile */
  async change(id: number, patch: Partial<Draft>): Promise<Registered | null> {
    const old = this.#all.get(id)
    if (!old) return null
    const changed = { ...old, ...patch, updatedAt: this.#clock.now() }
    this.#all.set(id, changed)
    await this.#write(id, changed)
    this.#onChange(changed)
    return changed
  }

  async drop(id: number): Promise<void> {
    const old = this.#all.get(id)
    this.#all.delete(id)
    await this.#store.write.deleteRegistration({ id })
    if (old) this.#onChange(old)
  }

  async #write(id: number | null, registered: Draft): Promise<number> {
    const { sourceId, token, secret, ...rest } = registered
    const kept = {
      ...withoutRow(rest),
      token: await this.#secrets.seal(token),
      secret: secret === null ? null : await this.#secrets.seal(secret),
    }
    return this.#store.write.saveRegistration({ id, sourceId, recordJson: JSON.stringify(kept), now: this.#clock.now() })
  }
}

function withoutRow(rest: object): object {
  const { id: _, createdAt: __, updatedAt: ___, ...record } = rest as Partial<Registered>
  return record
}

export const publicId = ({ id }: Pick<Registered, 'id'>): string => formatId('reg', id)
export const shownToken = ({ token }: Pick<Registered, 'token'>): string => maskSecret(token)
