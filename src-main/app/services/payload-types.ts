import { AppError } from '#contract/errors.ts'
import { quoteIfNeeded } from '#domain/filter/term.ts'
import { formatId } from '#domain/ids.ts'
import { typeName } from '#domain/payload-types/name.ts'
import type { RequestRow } from '#domain/request.ts'
import { createThread, type Thread } from '#store/threads/client.ts'
import { filterOf } from '../filters.ts'
import { idNumber } from '../ids.ts'
import type { Paths } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadRequest } from '../stored-request.ts'
import type { TypeOperations } from '../types.worker.ts'

const SAMPLES = 100

interface Deps {
  readonly store: StoreClient
  readonly paths: Pick<Paths, 'worker'>
  readonly list: Services['requests.list']
}

/** `types.*`: what payloads look like, learned from those that came. The thread is started when it is first asked for. */
export function payloadTypeServices({ store, paths, list }: Deps) {
  let thread: Promise<Thread<TypeOperations>> | null = null
  const worker = () => {
    thread ??= createThread<TypeOperations>({
      script: paths.worker('app/types'),
      data: null,
      maxBatch: 1,
      onDeath: () => {
        thread = null
      },
    })
    return thread
  }

  const rowsOf = async (filter: string, before: string | null, limit: number): Promise<RequestRow[]> => {
    const rows: RequestRow[] = []
    for (let from = before; rows.length < limit; ) {
      const page = await list({ filter, limit: Math.min(limit - rows.length, 500), ...(from === null ? {} : { before: from }) })
      rows.push(...page.rows)
      if (page.next === undefined) break
      from = page.next
    }
    return rows
  }

  const samplesOf = async (rows: readonly RequestRow[]) => {
    const found = await store.read.payloads({ ids: rows.map(row => idNumber('req', row.id)) })
    const samples = found.filter(json => json !== null)
    return { samples, skipped: found.length - samples.length }
  }

  return {
    services: {
      'types.infer': async ({ filter, name, limit = SAMPLES }) => {
        filterOf(filter)
        const rows = await rowsOf(filter, null, limit)
        const { samples, skipped } = await samplesOf(rows)
        if (samples.length === 0) {
          throw new AppError(
            'not_found',
            'No request that matches this filter has a JSON body, so there is nothing to generate types from.',
          )
        }
        const type = name ?? typeName(rows.find(row => row.eventType !== null)?.eventType ?? null)
        return { name: type, samples: samples.length, skipped, ...(await (await worker()).call.infer({ name: type, samples })) }
      },
      'types.check': async ({ requestId }) => {
        const { row } = await loadRequest(store, requestId)
        const [payload] = await store.read.payloads({ ids: [idNumber('req', requestId)] })
        if (row.eventType === null || payload === null || payload === undefined) return { samples: 0, breaks: [] }
        const source = row.sourceId ?? 'inbox'
        const filter = `source:${source} type:${quoteIfNeeded(row.eventType)} -verdict:failed`
        const { samples } = await samplesOf(await rowsOf(filter, formatId('req', idNumber('req', requestId)), SAMPLES))
        if (samples.length === 0) return { samples: 0, breaks: [] }
        const breaks = await (await worker()).call.check({ name: 'Payload', samples, payload })
        return { samples: samples.length, breaks: [...breaks] }
      },
    } satisfies Partial<Services>,
    stop: async () => void (await (await thread)?.stop()),
  }
}
