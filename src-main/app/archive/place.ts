import type { CustomProvider } from '#domain/custom/custom-provider.ts'
import { formatId } from '#domain/ids.ts'
import type { Secret } from '#domain/secret.ts'
import type { ConfigCache, EndpointDraft, SourceDraft } from '../config/cache.ts'
import type { EventHub } from '../event-hub.ts'
import type { Clock, Log } from '../ports.ts'
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
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/**
 * Puts what an archive holds into this workspace. A Source of the same path, an Endpoint of the same name and URL, a view or provider of
 * the same name are taken for the same and stay as they are: an import adds, and never changes what somebody has set up here.
 */
export function createPlacer({ store, config, hub, clock, log }: Deps): Placer {
  const secretsOf = (sealed: string | null, passphrase: Passphrase | null): Secret[] =>
    sealed === null || passphrase === null ? [] : (JSON.parse(passphrase.open(sealed)) as Secret[])

  const source = async (found: ArchivedConfig, moved: Moved, passphrase: Passphrase | null): Promise<Moved> => {
    const { id, config: rest, secrets } = found
    const draft = { ...(rest as unknown as SourceDraft), secrets: secretsOf(secrets, passphrase) }
    const known = config.sources().find(each => each.slug === draft.slug)
    const forwardTo = draft.forwardTo.flatMap(endpoint => moved.endpoints[endpoint] ?? [])
    const reply =
      draft.reply.mode === 'pass-through' ? { ...draft.reply, endpointId: moved.endpoints[draft.reply.endpointId] ?? 0 } : draft.reply
    // Passing through to nowhere would refuse every webhook.
    const safe = reply.mode === 'pass-through' && reply.endpointId === 0 ? ({ mode: 'strict' } as const) : reply
    const saved = known ?? (await config.saveSource(null, { ...draft, forwardTo, reply: safe }))
    return { ...moved, sources: { ...moved.sources, [id]: saved.id } }
  }

  const endpoint = async (found: ArchivedConfig, moved: Moved, passphrase: Passphrase | null): Promise<Moved> => {
    const { id, config: rest, secrets } = found
    const draft = { ...(rest as unknown as EndpointDraft), secrets: secretsOf(secrets, passphrase) }
    const known = config.endpoints().find(each => each.name === draft.name && each.url === draft.url)
    const saved = known ?? (await config.saveEndpoint(null, draft))
    return { ...moved, endpoints: { ...moved.endpoints, [id]: saved.id } }
  }

  return {
    place(line, moved, passphrase) {
      return config.exclusively(async () => {
        if ('source' in line) return source(line.source, moved, passphrase)
        if ('endpoint' in line) return endpoint(line.endpoint, moved, passphrase)
        if ('provider' in line) {
          const provider = line.provider as unknown as CustomProvider
          const known = config.customProviders()
          if (!known.some(each => each.id === provider.id)) await config.saveCustomProviders([...known, provider])
        } else if ('view' in line && !(await store.read.listViews(null)).some(view => view.name === line.view.name)) {
          await store.write.saveView({ id: null, ...line.view, now: clock.now() })
          hub.publish('config.changed', { what: 'views' })
        }
        return moved
      })
    },

    async requests(requests, moved) {
      if (requests.length === 0) return 0
      const rows = requests.map(({ id, row, headers, detail, body }) => ({
        id,
        // A Source that did not come along leaves its Requests in the Inbox.
        row: {
          ...row,
          origin: 'imported',
          source_id: row['source_id'] === null ? null : (moved.sources[String(row['source_id'])] ?? null),
        },
        headersJson: JSON.stringify(headers),
        detailJson: JSON.stringify(detail),
        body: new Uint8Array(Buffer.from(body, 'base64')),
      }))
      const taken = await store.write.importRequests({ rows })
      // Older than what the index has seen, most of them: it would never come by them by itself.
      await store.search.refresh({ ids: taken }).catch(error => log.warn('search.behind', { error: String(error) }))
      if (taken.length > 0) hub.publish('request.added', { rows: [], more: taken.length })
      log.info('workspace.imported', { requests: taken.length, first: formatId('req', taken[0] ?? 0) })
      return taken.length
    },
  }
}
