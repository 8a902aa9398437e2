import type { RequestRow } from '#contract/requests.ts'
import { formatId, parseId } from '#domain/ids.ts'
import { LinkError } from '../link/link-error.ts'
import { call } from './api.ts'
import { listInput, requestsArrived } from './requests.ts'
import { app, change } from './store.ts'

/** Each asking is a query for the core, so there is at most one in this time, ms. The first after a quiet time is made at once. */
const PAUSE_MS = 1000
/** So many pages are taken in at a time; when more came, the list is loaded afresh instead. */
const MAX_PAGES = 5

/** Where to ask from: what has this id or a newer one was not looked at yet. null = nothing is asked for. */
let from: string | null = null
/** Newest Request that the core has told of. */
let heard = ''
/** Each new question makes what is under way worthless. */
let turn = 0
let asking = false
let again = false

/**
 * From now on the list is kept up by asking. Some filters need more than a row shows (text, header:, json:), so that the core cannot tell
 * whom they let through; but that something came in is known, and asking for what is newer than all that was looked at costs little,
 * however far back the list's own search has to go. To be called before the list is loaded: then nothing is missed in between.
 */
export async function startCatchUp(): Promise<void> {
  const mine = ++turn
  from = null
  heard = ''
  const { rows } = await call('requests.list', { limit: 1 })
  if (mine !== turn) return
  from = rows[0] ? above(rows[0].id) : formatId('req', 0)
  change({ standsStill: false })
}

/** The core tells of the list's Requests by itself. */
export function stopCatchUp(): void {
  turn++
  from = null
  change({ standsStill: false })
}

/** Something came in that may belong to the list: asks which of it does, now or soon. */
export function mayHaveCome(rows: readonly Pick<RequestRow, 'id'>[]): void {
  for (const { id } of rows) if (id > heard) heard = id
  // A filter that is wrong is told of where the list would be; asking again makes it no better.
  if (from === null || app().listError !== null) return
  if (asking) {
    again = true
    return
  }
  asking = true
  void catchUp().finally(() =>
    setTimeout(() => {
      asking = false
      if (!again) return
      again = false
      mayHaveCome([])
    }, PAUSE_MS),
  )
}

async function catchUp(): Promise<void> {
  const mine = turn
  try {
    for (let pages = 0; from !== null; pages++) {
      if (pages === MAX_PAGES) {
        from = latest(from, above(heard))
        requestsArrived([], 1)
        return
      }
      // What was told of before the question is in its answer, or is not meant.
      const known = heard
      const { rows, next } = await call('requests.list', listInput({ from }))
      if (mine !== turn) return
      if (rows.length > 0) requestsArrived(rows)
      if (app().standsStill) change({ standsStill: false })
      from = next ?? latest(from, above(known))
      if (next === undefined) return
    }
  } catch (error) {
    // A lost link is in sight, and what was missed is told when it is back.
    if (mine === turn && !(error instanceof LinkError && error.code === 'disconnected')) change({ standsStill: true })
  }
}

/** The id that follows. Text order of ids is order of arrival. */
function above(id: string): string {
  const number = parseId('req', id)
  return formatId('req', number === null ? 0 : number + 1)
}
const latest = (a: string, b: string): string => (a > b ? a : b)
