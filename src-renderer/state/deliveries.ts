import type { DeliveryRow } from '#contract/deliveries.ts'
import { call } from './api.ts'
import { answers, type DeliveriesView, type DeliveryQuestion } from './deliveries-view.ts'
import { callForRows } from './fresh.ts'
import { app, change } from './store.ts'
import {
  emptyWindow,
  findRow,
  forgetFar,
  headLoaded,
  idsBetween,
  indexBeside,
  indexOfRow,
  loadedIds,
  neighbourOf,
  olderLoaded,
  PAGE_ROWS,
  pageOf,
  pageReloaded,
  rowAt,
  rowCount,
  rowsArrived,
  rowsChanged,
  rowsRemoved,
} from './window.ts'

/** Rows before the end of the list at which more are loaded. */
const AHEAD = 60
/** Rows that come into the list out of their order make it load afresh; at most this often, ms. Groups and the count of them likewise. */
const RELOAD_PAUSE_MS = 700

/** Each change of the question makes answers to earlier ones worthless. */
let asked = 0
/** What the core told of while the newest rows were being asked for: the answer may have been made before. */
let toldMeanwhile: DeliveryRow[] = []
let reloadTimer: ReturnType<typeof setTimeout> | undefined
let groupsTimer: ReturnType<typeof setTimeout> | undefined

const view = (): DeliveriesView => app().deliveries
const put = (patch: Partial<DeliveriesView>): void => change(state => ({ deliveries: { ...state.deliveries, ...patch } }))
const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function listInput(before?: string) {
  const { state, endpointId, reason } = view()
  return {
    limit: PAGE_ROWS,
    ...(state ? { state } : {}),
    ...(endpointId ? { endpointId } : {}),
    ...(reason ? { reason } : {}),
    ...(before === undefined ? {} : { before }),
  }
}
/** An answer as a page of the list; what has changed while it was under way may answer the question no longer. */
const whole = ({ rows, next }: { rows: readonly DeliveryRow[]; next?: string | undefined }) => ({
  rows: rows.filter(row => answers(row, view())),
  next,
  complete: true,
})

/** Shows the Deliveries in the middle zone, those that answer the question. */
export function showDeliveries(question: Partial<DeliveryQuestion> = {}): void {
  const blank = { state: null, endpointId: null, reason: null, marked: new Set<string>(), anchorId: null, waiting: 0, atEdge: true }
  change(state => ({
    view: 'deliveries',
    narrowPane: 'list',
    deliveries: { ...state.deliveries, ...blank, window: emptyWindow, error: null, ...question },
  }))
  void loadDeliveries()
  // A lost link: all is loaded again when it is back.
  loadGroups().catch(() => {})
}

/** Shows one Delivery in the detail zone, the list as it was or all of them. */
export function openDelivery(id: string): void {
  if (app().view !== 'deliveries') showDeliveries()
  selectDelivery(id, true)
}

/** Loads the newest rows for the present question; what is in view stays until the answer is there. */
export async function loadDeliveries(): Promise<void> {
  const turn = ++asked
  toldMeanwhile = []
  put({ loading: true })
  try {
    const answer = await callForRows('deliveries.list', listInput())
    if (turn !== asked) return
    put({ window: headLoaded(whole(answer)), loading: false, error: null, waiting: 0, waitingTo: answer.rows[0]?.id ?? '' })
    takeIn(toldMeanwhile)
  } catch (error) {
    if (turn === asked) put({ window: emptyWindow, loading: false, error: sentence(error) })
  }
}

async function loadOlder(): Promise<void> {
  const { window, loading } = view()
  const before = window.next
  if (before === null || loading) return
  const turn = asked
  put({ loading: true })
  try {
    const answer = await callForRows('deliveries.list', listInput(before))
    if (turn === asked) put({ window: olderLoaded(view().window, before, whole(answer)), loading: false })
  } catch (error) {
    if (turn === asked) put({ loading: false, error: sentence(error) })
  }
}

/** Called when other rows come into view (indices): loads what follows the end and forgotten pages, forgets pages far away. */
export function deliveriesInView(first: number, last: number): void {
  if (last > rowCount(view().window) - AHEAD) void loadOlder()
  const window = forgetFar(view().window, first, last)
  if (window !== view().window) put({ window })
  for (let at = pageOf(window, first); at <= pageOf(window, last); at++) {
    const page = window.pages[at]
    if (page?.rows === null && page.before !== null) void loadForgotten(page.before, page.length)
  }
}

const wanted = new Set<string>()
async function loadForgotten(before: string, length: number): Promise<void> {
  if (wanted.has(before)) return
  wanted.add(before)
  const turn = asked
  try {
    const answer = await callForRows('deliveries.list', { ...listInput(before), limit: length })
    if (turn === asked) put({ window: pageReloaded(view().window, before, whole(answer).rows) })
  } catch (error) {
    if (turn === asked) put({ error: sentence(error) })
  } finally {
    wanted.delete(before)
  }
}

/** Dead letters by reason; kept up to date wherever their number shows, which is always. */
export async function loadGroups(): Promise<void> {
  const { rows, total, complete } = await call('deliveries.groups', {})
  put({ groups: { rows, total, complete } })
}

/**
 * Deliveries that the core tells of. Those in the list are renewed in place, or leave it; new ones join at the top, or are counted while the
 * list is scrolled away; one that comes to answer the question out of order (a wait that becomes a dead letter) has the list loaded afresh.
 */
export function deliveriesChanged(rows: readonly DeliveryRow[]): void {
  const { groups } = view()
  if (groups === null || groups.total > 0 || rows.some(row => row.state === 'failed')) groupsLater()
  if (app().view !== 'deliveries') return
  if (view().loading) toldMeanwhile.push(...rows)
  takeIn(rows)
}

function takeIn(rows: readonly DeliveryRow[]): void {
  const { window, atEdge, waiting, waitingTo } = view()
  const known = rows.filter(row => indexOfRow(window, row.id) >= 0)
  const matching = rows.filter(row => answers(row, view()))
  const gone = new Set(known.filter(row => !matching.includes(row)).map(row => row.id))
  const fresh = matching.filter(row => !known.includes(row))
  const kept = rowsChanged(gone.size > 0 ? rowsRemoved(window, gone) : window, rows)
  const inOrder = fresh.every(row => row.id > newestOf(view()))
  if (fresh.length === 0) put({ window: kept })
  else if (!atEdge) {
    const above = fresh.map(row => row.id).filter(id => id > waitingTo)
    put({ window: kept, waiting: waiting + above.length, waitingTo: above.reduce((a, b) => (a > b ? a : b), waitingTo) })
  } else if (inOrder) put({ window: rowsArrived(kept, fresh) })
  else {
    put({ window: kept })
    reloadLater()
  }
}

/** Deliveries were removed for good. When the one that the detail shows is among them, its neighbour takes its place, as in the list of Requests. */
export function deliveriesRemoved(ids: readonly string[]): void {
  const gone = new Set(ids)
  groupsLater()
  toldMeanwhile = toldMeanwhile.filter(row => !gone.has(row.id))
  const { window, selectedId, anchorId } = view()
  const marked = new Set([...view().marked].filter(id => !gone.has(id)))
  const lost = selectedId !== null && gone.has(selectedId)
  const next = lost ? ([...marked][0] ?? neighbourOf(window, selectedId, gone)) : selectedId
  put({
    window: rowsRemoved(window, gone),
    selectedId: next,
    marked: marked.size > 1 ? marked : new Set(),
    anchorId: anchorId !== null && gone.has(anchorId) ? next : anchorId,
  })
  if (lost && next === null && app().view === 'deliveries' && app().narrowPane === 'detail') change({ narrowPane: 'list' })
}

const newestOf = ({ window }: DeliveriesView): string => window.pages[0]?.rows?.[0]?.id ?? ''

function reloadLater(): void {
  if (reloadTimer !== undefined) return
  reloadTimer = setTimeout(() => {
    reloadTimer = undefined
    if (app().view === 'deliveries' && view().atEdge) void loadDeliveries()
  }, RELOAD_PAUSE_MS)
}

function groupsLater(): void {
  if (groupsTimer !== undefined) return
  groupsTimer = setTimeout(() => {
    groupsTimer = undefined
    // A lost link: all is loaded again when it is back.
    loadGroups().catch(() => {})
  }, RELOAD_PAUSE_MS)
}

/** After events were missed. */
export async function reloadDeliveries(): Promise<void> {
  await loadGroups()
  if (app().view === 'deliveries') await loadDeliveries()
}

/** The list tells whether it is scrolled to its newest row. */
export function setDeliveriesAtEdge(atEdge: boolean): void {
  if (view().atEdge === atEdge) return
  put(atEdge ? { atEdge } : { atEdge, waitingTo: newestOf(view()) })
  if (atEdge && view().waiting > 0) void loadDeliveries()
}

/** Chooses the Delivery that the detail shows, and only it. */
export function selectDelivery(id: string | null, open = false): void {
  put({ selectedId: id, marked: new Set(), anchorId: id })
  if (open) change({ narrowPane: 'detail' })
  else if (id === null && app().narrowPane === 'detail') change({ narrowPane: 'list' })
}

const stepFrom = (step: number): string | null => {
  const { window, selectedId } = view()
  const target = (selectedId === null ? null : indexBeside(window, selectedId, step)) ?? 0
  return rowAt(window, Math.min(Math.max(target, 0), rowCount(window) - 1))?.id ?? null
}

/** Moves the selection by rows. @param extend take along all rows from where the range began */
export function moveDelivery(step: number, extend = false): void {
  const id = stepFrom(step)
  if (id === null) return
  if (extend) markDeliveriesTo(id)
  else selectDelivery(id)
}

/** Chooses the rows between where the range began and this one. */
export function markDeliveriesTo(id: string): void {
  const { window, anchorId, selectedId } = view()
  const from = anchorId ?? selectedId ?? id
  const ids = idsBetween(window, from, id)
  put({ selectedId: id, marked: ids.length > 1 ? new Set(ids) : new Set(), anchorId: from })
}

/** Takes a row into the choice, or out of it. */
export function toggleDelivery(id: string): void {
  const { marked, selectedId } = view()
  const next = new Set(marked.size > 0 ? marked : selectedId === null ? [] : [selectedId])
  if (!next.delete(id)) next.add(id)
  const [first] = next
  put({ selectedId: next.has(id) ? id : (first ?? null), marked: next.size > 1 ? next : new Set(), anchorId: id })
}

export function markAllDeliveries(): void {
  const ids = loadedIds(view().window)
  put({ selectedId: view().selectedId ?? ids[0] ?? null, marked: ids.length > 1 ? new Set(ids) : new Set() })
}

export function clearMarkedDeliveries(): void {
  put({ marked: new Set(), anchorId: view().selectedId })
}

/** What is chosen, oldest first: the order in which it is to be sent again. */
export function chosenDeliveries({ marked, selectedId }: DeliveriesView = view()): string[] {
  if (marked.size === 0) return selectedId === null ? [] : [selectedId]
  return [...marked].sort()
}

/** The row of the Delivery that is chosen, when it is in memory. */
export const selectedDelivery = (): DeliveryRow | undefined => findRow(view().window, view().selectedId ?? '')
