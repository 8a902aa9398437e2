import type { EventStep, RequestDifferences } from '#contract/event-methods.ts'
import { diffFields } from '#domain/compare/fields.ts'
import { quoteIfNeeded } from '#domain/filter/term.ts'
import { headerPairs } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import { maskHeaders } from '#domain/redact.ts'
import type { RequestRow } from '#domain/request.ts'
import { providerById } from '#providers/index.ts'
import { idNumber } from '../ids.ts'
import type { requestLists } from '../request-lists.ts'
import { shownReply } from '../request-shown.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadBody, loadRequest, type StoredRequest } from '../stored-request.ts'

/** Requests of an Event whose differences are looked at: more than anybody reads. */
const MAX_STEPS = 100
/** Larger bodies of one size are taken to differ only where the store itself does not say that they are the same. */
const COMPARE_UP_TO = 4 * 1024 * 1024

interface Deps {
  readonly store: StoreClient
  readonly lists: ReturnType<typeof requestLists>
}

/** `events.*`: one Event with all that carried it. */
export function eventServices({ store, lists }: Deps) {
  return {
    'events.list': async ({ sourceId, before, limit = 100 }) => {
      const source = sourceId === undefined ? null : idNumber('src', sourceId)
      const from = before === undefined ? Number.MAX_SAFE_INTEGER : idNumber('req', before)
      const { rows, next, complete } = await store.read.listEvents({ sourceId: source, before: from, limit })
      return {
        rows: rows.map(row => ({ ...row, sourceId: formatId('src', row.sourceId) })),
        ...(next === null ? {} : { next: formatId('req', next) }),
        complete,
      }
    },

    'events.get': async ({ sourceId, eventId }) => {
      const rows = (await lists.all(`source:${sourceId} event:${quoteIfNeeded(eventId)}`)).reverse()
      const first = await store.read.claimantOf({ sourceId: idNumber('src', sourceId), key: eventId })
      const [timeline, deliveries] = [await timelineOf(rows), await deliveriesOf(rows)]
      return { rows, event: summaryOf(rows, sourceId, eventId, first), timeline, deliveries }
    },
  } satisfies Partial<Services>

  async function timelineOf(rows: readonly RequestRow[]): Promise<EventStep[]> {
    const steps: EventStep[] = []
    let previous: StoredRequest | null = null
    for (const { id } of rows.slice(0, MAX_STEPS)) {
      // One that was deleted this very moment is left out.
      const request = await loadRequest(store, id).catch(() => null)
      if (!request) continue
      const { row, extras } = request
      steps.push({
        requestId: id,
        receivedAt: row.receivedAt,
        sincePreviousMs: previous ? row.receivedAt - previous.row.receivedAt : null,
        retryCount: extras.retry?.count ?? null,
        reply: shownReply(providerById(row.provider), extras.reply),
        wireOutcome: extras.wireOutcome ?? null,
        differences: previous && (await differences(previous, request)),
      })
      previous = request
    }
    return steps
  }

  async function differences(a: StoredRequest, b: StoredRequest): Promise<RequestDifferences> {
    return {
      headers: diffFields(fieldsOf(a), fieldsOf(b), name => name.toLowerCase()).flatMap(({ name, change, a, b }) =>
        change === 'same' ? [] : [{ name, change, a: a && [...a], b: b && [...b] }],
      ),
      body: (await sameBody(a, b)) ? 'same' : 'changed',
      sizeBefore: a.row.size,
      sizeAfter: b.row.size,
    }
  }

  async function sameBody(a: StoredRequest, b: StoredRequest): Promise<boolean> {
    if (a.row.size !== b.row.size) return false
    const [one, other] = await Promise.all([a, b].map(({ number }) => store.read.requestBody({ id: number })))
    if (one && one.owner === other?.owner) return true
    if (a.row.size > COMPARE_UP_TO) return false
    const [left, right] = await Promise.all([loadBody(store, a), loadBody(store, b)])
    return Buffer.compare(left, right) === 0
  }

  async function deliveriesOf(rows: readonly RequestRow[]) {
    const sent = rows.filter(row => row.delivery !== null).slice(0, MAX_STEPS)
    const found = await Promise.all(sent.map(({ id }) => store.read.findRequest({ id: idNumber('req', id) })))
    const ids = found.flatMap(request => request?.deliveryIds ?? []).map(id => idNumber('dlv', id))
    return ids.length === 0 ? [] : store.read.getDeliveries({ ids: ids.slice(0, 500) })
  }
}

/** As it looks from its Requests; null when none is stored. @param holder the one that has claimed it, where one has */
function summaryOf(rows: readonly RequestRow[], sourceId: string, eventId: string, holder: string | null) {
  const first = rows.find(row => row.id === holder) ?? rows[0]
  const last = rows.at(-1)
  if (!first || !last) return null
  const { eventType, provider, id: firstId, receivedAt: firstAt } = first
  return { sourceId, eventId, eventType, provider, firstId, firstAt, lastAt: last.receivedAt, requestCount: rows.length }
}

const fieldsOf = ({ row, headers }: StoredRequest) => ({
  clear: headerPairs(headers),
  shown: headerPairs(maskHeaders(providerById(row.provider), headers)),
})
