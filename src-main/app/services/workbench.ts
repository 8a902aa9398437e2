import type { View } from '#contract/workbench.ts'
import { formatId } from '#domain/ids.ts'
import type { ViewRecord } from '#store/view-row.ts'
import type { EventHub } from '../event-hub.ts'
import { filterOf } from '../filters.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write' | 'search'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** Marks on many Requests at once, and saved filters. */
export function workbenchServices({ store, hub, clock, log }: Deps) {
  return {
    'requests.mark': async ({ ids, pinned, label }) => {
      const numbers = ids.map(id => idNumber('req', id))
      const rows = await store.write.markRequests({ ids: numbers, pinned, label })
      if (rows.length > 0) hub.publish('request.changed', { rows })
      // The change is on disk; an index that cannot follow now (a full disk) is behind and never wrong.
      await store.search.refresh({ ids: numbers }).catch(error => log.warn('search.behind', { error: String(error) }))
      return { rows }
    },
    'views.list': async () => ({ rows: (await store.read.listViews(null)).map(shown) }),
    'views.save': async ({ id, name, filter }) => {
      filterOf(filter)
      const number = id === undefined ? null : idNumber('view', id)
      if (number !== null && !(await store.read.listViews(null)).some(view => view.id === number)) throw notFound('view', id ?? '')
      const saved = await store.write.saveView({ id: number, name, filter: filter.trim(), now: clock.now() })
      hub.publish('config.changed', { what: 'views' })
      return shown(saved)
    },
    'views.delete': async ({ id }) => {
      if (!(await store.write.deleteView({ id: idNumber('view', id) }))) throw notFound('view', id)
      hub.publish('config.changed', { what: 'views' })
      return { ok: true as const }
    },
  } satisfies Partial<Services>
}

function shown(record: ViewRecord): View {
  const { id, name, filter } = record
  return { id: formatId('view', id), name, filter, createdAt: record.created_at, updatedAt: record.updated_at }
}
