import type { Registration } from '#contract/registration.ts'
import type { SourceConfig } from '#domain/config.ts'
import { formatId } from '#domain/ids.ts'
import { maskSecret } from '#domain/secret.ts'
import type { Adapter, Order } from '#registration/adapter.ts'
import type { Call } from '#registration/call.ts'
import { adapterById } from '#registration/index.ts'
import { type ShownCall, shown } from '#registration/shown.ts'
import type { ApiRoot } from '../provider-api.ts'
import { publicId, type Registered, shownToken } from './book.ts'

/** The adapter of a registration; there always is one, for only those that there are can be chosen. */
export function adapterOf({ api }: Pick<Registered, 'api'>): Adapter {
  const adapter = adapterById(api)
  if (!adapter) throw new Error(`There is no API "${api}".`)
  return adapter
}

/** Where the calls of a registration go. */
export function rootOf(adapter: Adapter, { ownBase, local, target }: Pick<Registered, 'ownBase' | 'local' | 'target'>): ApiRoot {
  const { usual, own } = adapter.base
  if (ownBase === null || !own) return { base: usual.replace('{target}', target), own: false, local: false }
  const given = ownBase.replace(/\/+$/, '')
  return { base: given.endsWith(own.path) ? given : given + own.path, own: true, local }
}

/** What its calls are made from. @param url what the provider shall call */
export function orderOf(registered: Omit<Registered, 'id' | 'createdAt' | 'updatedAt'>, url: string): Order {
  const { token, kind, target, events, secret, marker } = registered
  return { base: rootOf(adapterOf(registered), registered).base, token, kind, target, url, events, secret, marker }
}

/** What the provider should call; null while there is no public URL. */
export function wantedUrl({ publicUrl }: Pick<Registered, 'publicUrl'>, source: SourceConfig | null, tunnel: string | null): string | null {
  const base = publicUrl ?? tunnel
  return base === null || !source ? null : `${base.replace(/\/+$/, '')}/${source.slug}`
}

export function stateOf({ state, api }: Registered, wanted: string | null): Registration['state'] {
  const { parts, doing } = state
  if (doing !== null) return 'unfinished'
  if (parts.some(({ remoteId, url }) => remoteId === null && url !== null)) return 'gone'
  if (parts.length === 0 || parts.some(({ remoteId }) => remoteId === null)) return 'off'
  // Without a public URL there is nothing that it could be out of step with.
  if (wanted === null && adapterById(api)?.writes) return 'in-step'
  return parts.every(({ url }) => url === wanted) ? 'in-step' : 'url-changed'
}

export function showRegistration(registered: Registered, wanted: string | null): Registration {
  const { state, backfillAuto, forwardFetched, keepInStep, removeOnStop, seenAt, createdAt, updatedAt } = registered
  const adapter = adapterOf(registered)
  return {
    id: publicId(registered),
    sourceId: formatId('src', registered.sourceId),
    api: registered.api,
    kind: registered.kind,
    target: registered.target,
    baseUrl: registered.ownBase,
    local: registered.local,
    events: [...registered.events],
    url: state.parts.find(({ url }) => url !== null)?.url ?? null,
    wantedUrl: wanted,
    state: stateOf(registered, wanted),
    problem: registered.problem,
    hooks: state.parts.map(({ name, remoteId }) => ({ name, remoteId })),
    attached: adapter.writes === null,
    token: shownToken(registered),
    keepInStep,
    removeOnStop,
    backfillAuto,
    forwardFetched,
    backfill: { how: adapter.backfill.how, note: adapter.backfill.note },
    seenAt,
    createdAt,
    updatedAt,
  }
}

/** Calls for the eye: the token masked, the secret named by what it is. */
export function shownCalls(
  calls: readonly Call[],
  { token, secret }: Pick<Order, 'token' | 'secret'>,
): (Omit<ShownCall, 'headers'> & { headers: [string, string][] })[] {
  const secrets = [
    { value: token, as: maskSecret(token) },
    { value: secret ?? '', as: '(a new secret)' },
  ]
  return calls.map(call => {
    const { headers, ...rest } = shown(call, secrets)
    return { ...rest, headers: headers.map(([name, value]): [string, string] => [name, value]) }
  })
}
