import { z } from 'zod'
import { AppError } from '#contract/errors.ts'
import { methods } from '#contract/methods.ts'
import { customProvider } from '#contract/providers.ts'
import { secretRoles } from '#contract/secrets.ts'
import { firstIdAt, formatId } from '#domain/ids.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import { mustBeWhole } from '../services/custom-providers.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import type { ArchivedConfig, ArchivedRequest, ArchiveLine } from './lines.ts'
import type { Passphrase } from './passphrase.ts'

/** What stands where now: ids of the archive to ids of this workspace. Kept in the job's cursor. */
export interface Moved {
  readonly salt: string | null
  readonly sources: Readonly<Record<string, number>>
  readonly endpoints: Readonly<Record<string, number>>
}
export const nowhere: Moved = { salt: null, sources: {}, endpoints: {} }

export interface Placer {
  /** Takes in one thing that is configured, unless it is here already. */
  place(line: ArchiveLine, moved: Moved, passphrase: Passphrase | null): Promise<Moved>
  /** @returns how many were new */
  requests(requests: readonly ArchivedRequest[], moved: Moved): Promise<number>
}

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write' | 'search'>
  readonly config: ConfigCache
  /** What is configured goes in by the way that everybody's does: an archive may come from anywhere, and nothing in it is believed. */
  readonly services: Pick<Services, 'sources.save' | 'endpoints.save' | 'views.save'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** Ids name a time, and the next ids here go on from the highest: one of the far future would be the end of all ids. Clocks differ. */
const AHEAD_MS = 86_400_000
/** Rows of one call: captures wait behind it. */
const PORTION = 200

const secretList = z.array(
  z.object({
    role: z.enum(secretRoles),
    label: z.string().nullable(),
    value: z.string(),
    validUntil: z.number().nullable(),
  }),
)
const numbers = z.array(z.number())
const passThrough = z.object({ mode: z.literal('pass-through'), endpointId: z.number() })
const providerId = z.string().regex(/^custom-[a-z0-9-]{1,60}$/)

/**
 * Puts what an archive holds into this workspace. A Source of the same path, an Endpoint of the same name and URL, a view or provider of
 * the same name are taken for the same and stay as they are: an import adds, and never changes what somebody has set up here.
 */
export function createPlacer({ store, config, services, hub, clock, log }: Deps): Placer {
  const secretsOf = (sealed: string | null, passphrase: Passphrase | null) =>
    sealed === null || passphrase === null
      ? []
      : checked('secret', secretList, JSON.parse(passphrase.open(sealed))).map(({ role, label, value, validUntil }) => ({
          role,
          value,
          ...(label === null ? {} : { label }),
          ...(validUntil === null ? {} : { validUntil }),
        }))

  const source = async ({ id, config: kept, secrets }: ArchivedConfig, moved: Moved, passphrase: Passphrase | null): Promise<Moved> => {
    const placed = (now: number): Moved => ({ ...moved, sources: { ...moved.sources, [id]: now } })
    const known = config.sources().find(each => each.slug === kept['slug'])
    if (known) return placed(known.id)
    const { name, slug, provider, scheme, onDuplicate, duplicateKey, suppressByBody, asVendor, duplicateWindowMs } = kept
    const forwardTo = checked('Source', numbers, kept['forwardTo']).flatMap(endpoint => moved.endpoints[endpoint] ?? [])
    const through = passThrough.safeParse(kept['reply'])
    const app = through.success ? moved.endpoints[through.data.endpointId] : undefined
    // Passing through to nowhere would refuse every webhook.
    const passing = app === undefined ? { mode: 'strict' } : { mode: 'pass-through', endpointId: formatId('ep', app) }
    const input = checked('Source', methods['sources.save'].input, {
      ...{ name, slug, provider, scheme, onDuplicate, duplicateKey, suppressByBody, asVendor, duplicateWindowMs },
      reply: through.success ? passing : kept['reply'],
      forwardTo: forwardTo.map(endpoint => formatId('ep', endpoint)),
      secrets: secretsOf(secrets, passphrase),
    })
    const saved = await unlessRefused(services['sources.save'](input), () => services['sources.save']({ ...input, secrets: [] }))
    return placed(idNumber('src', saved.id))
  }

  const endpoint = async ({ id, config: kept, secrets }: ArchivedConfig, moved: Moved, passphrase: Passphrase | null): Promise<Moved> => {
    const placed = (now: number): Moved => ({ ...moved, endpoints: { ...moved.endpoints, [id]: now } })
    const known = config.endpoints().find(each => each.name === kept['name'] && each.url === kept['url'])
    if (known) return placed(known.id)
    const { name, url, scheme, eventTypes, retry, timeoutMs, rateLimit, concurrency, enabled } = kept
    const { local, ordered, paused, circuit, autoDisable, insecureTls, ca } = kept
    const input = checked('Endpoint', methods['endpoints.save'].input, {
      ...{ name, url, scheme, eventTypes, retry, timeoutMs, rateLimit, concurrency, enabled },
      ...{ local, ordered, paused, circuit, autoDisable, insecureTls, ca },
      headBlockSeconds: Number(kept['headBlockMs']) / 1000,
      secrets: secretsOf(secrets, passphrase),
    })
    const unsigned = { ...input, scheme: null, secrets: [], paused: true }
    const saved = await unlessRefused(services['endpoints.save'](input), () => services['endpoints.save'](unsigned))
    return placed(idNumber('ep', saved.id))
  }

  const provider = ({ id, ...described }: Readonly<Record<string, unknown>>): Promise<void> =>
    config.exclusively(async () => {
      const own = { ...checked('provider', customProvider, described), id: checked('provider', providerId, id) }
      mustBeWhole(own)
      const known = config.customProviders()
      if (!known.some(each => each.id === own.id)) await config.saveCustomProviders([...known, own])
    })

  return {
    async place(line, moved, passphrase) {
      if ('source' in line) return source(line.source, moved, passphrase)
      if ('endpoint' in line) return endpoint(line.endpoint, moved, passphrase)
      if ('provider' in line) await provider(line.provider)
      else if ('view' in line && !(await store.read.listViews(null)).some(view => view.name === line.view.name))
        await services['views.save'](checked('view', methods['views.save'].input, line.view))
      return moved
    },

    async requests(requests, moved) {
      if (requests.length === 0) return 0
      if (requests.some(({ id }) => id >= firstIdAt(clock.now() + AHEAD_MS))) {
        throw new AppError('invalid_input', 'The archive contains requests from the future. Correct this machine’s clock.')
      }
      const rows = requests.map(({ id, row, headers, detail, body }) => ({
        id,
        // A Source that did not come along leaves its Requests in the Inbox.
        row: {
          ...row,
          origin: 'imported',
          source_id: row.source_id === null ? null : (moved.sources[row.source_id] ?? null),
        },
        headersJson: JSON.stringify(headers),
        detailJson: JSON.stringify(detail),
        body: new Uint8Array(Buffer.from(body, 'base64')),
      }))
      let taken = 0
      for (let from = 0; from < rows.length; from += PORTION) {
        const portion = rows.slice(from, from + PORTION)
        taken += (await store.write.importRequests({ rows: portion })).length
        // Older than what the index has seen, most of them: it would never come by them by itself. All of them, for a crash may have come
        // between the two.
        const ids = portion.map(({ id }) => id)
        await store.search.refresh({ ids }).catch(error => log.warn('search.behind', { error: String(error) }))
      }
      if (taken > 0) hub.publish('request.added', { rows: [], more: taken })
      log.info('workspace.imported', { requests: taken })
      return taken
    },
  }
}

/**
 * An older Hookbench took secrets that nothing reads or that cannot sign. What has one comes without it, an Endpoint paused so that
 * nothing is sent unsigned, rather than hold up all that follows.
 */
function unlessRefused<T>(save: Promise<T>, instead: () => Promise<T>): Promise<T> {
  return save.catch(error =>
    error instanceof AppError && ['invalid_input', 'cannot_sign'].includes(error.code) ? instead() : Promise.reject(error),
  )
}

/** @throws AppError `invalid_input`, with what is wrong */
function checked<T extends z.ZodType>(what: string, shape: T, value: unknown): z.output<T> {
  const found = shape.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new AppError(
    'invalid_input',
    `A ${what} in the archive is not valid (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}); everything before it was imported.`,
  )
}
