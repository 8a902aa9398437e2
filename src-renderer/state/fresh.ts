import type { InputOf, OutputOf } from '#contract/methods.ts'
import { call, onAppEvent } from './api.ts'

type RowsMethod = 'requests.list' | 'deliveries.list'
interface Row {
  readonly id: string
}

/**
 * Calls for rows, and gives them as new as anything that the core has told of meanwhile: an answer may be made before a change and come
 * after the news of it. Rows that have gone meanwhile (deleted, or let through no longer by the filter of the list) are left out.
 */
export async function callForRows<M extends RowsMethod>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const told = new Map<string, Row | null>()
  const renewed = (rows: readonly Row[]) => {
    for (const row of rows) told.set(row.id, row)
  }
  const gone = (ids: readonly string[]) => {
    for (const id of ids) told.set(id, null)
  }
  const stops = [
    onAppEvent('delivery.changed', ({ rows }) => renewed(rows)),
    onAppEvent('request.changed', ({ rows, outside }) => {
      renewed(rows)
      gone(outside ?? [])
    }),
    onAppEvent('request.removed', ({ ids }) => gone(ids)),
    onAppEvent('delivery.removed', ({ ids }) => gone(ids)),
  ]
  try {
    const answer = await call(method, input)
    if (told.size === 0) return answer
    // An id names one kind of row, the kind that the method gives.
    return { ...answer, rows: answer.rows.flatMap((row: Row) => (told.has(row.id) ? (told.get(row.id) ?? []) : row)) } as OutputOf<M>
  } finally {
    for (const stop of stops) stop()
  }
}

/**
 * Loads one thing as often as it may have changed, once at a time: what changes while it is being loaded has it loaded once more, so that
 * the last that is shown was asked for after the last change.
 * @param load asks the core; rejects when that failed
 */
export function renewing<T>(
  load: () => Promise<T>,
  show: (value: T) => void,
  // The link is down, mostly: its state is in sight, and `resync` loads again.
  failed: (error: unknown) => void = () => {},
): { renew(): void; stop(): void } {
  let loading = false
  let changed = false
  let stopped = false
  const run = async (): Promise<void> => {
    loading = true
    do {
      changed = false
      try {
        const value = await load()
        if (!stopped) show(value)
      } catch (error) {
        if (!stopped) failed(error)
      }
    } while (changed && !stopped)
    loading = false
  }
  return {
    renew: () => {
      changed = true
      if (!loading) void run()
    },
    stop: () => {
      stopped = true
    },
  }
}
