import type { Endpoint } from '#contract/endpoints.ts'
import { sendsFreely } from '#domain/delivery/sending.ts'
import { call } from '../state/api.ts'
import { loadEndpoints } from '../state/config.ts'
import { app } from '../state/store.ts'
import { openDialog } from '../state/ui.ts'
import { deliveriesText } from '../strings/deliveries.ts'
import { type Note, notify, notifyError } from '../ui/toast.tsx'

const t = deliveriesText.sending
const words = deliveriesText.work
/** Deliveries of an Endpoint that are looked through for those that a job has set going. */
const LOOKED_AT = 100

/** An Endpoint that sends nothing at this moment, or only little by little. */
const isHeld = ({ sending }: Endpoint): boolean => !sendsFreely(sending.state)

/** Does something about an Endpoint and says so. */
export async function careFor(work: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await work()
    await loadEndpoints()
    notify({ tone: 'ok', title: done })
  } catch (error) {
    notifyError(t.failed, error)
  }
}

/** The way out of a hold, where a person has one: what lets itself go (a probe, a backlog's release) needs none. */
function wayOut({ id, sending }: Endpoint): Note['action'] {
  switch (sending.state) {
    case 'paused':
      return { label: t.resume, run: () => void careFor(() => call('endpoints.save', { id, paused: false }), t.resumed) }
    case 'disabled':
      return { label: t.enable, run: () => openDialog({ kind: 'enable-endpoint', id }) }
    case 'throttled':
    case 'circuit-open':
      return { label: t.probe, run: () => void careFor(() => call('endpoints.probe', { id }), t.probed) }
    default:
      return undefined
  }
}

function heldNote(endpoint: Endpoint, before = ''): Note {
  const { id, name, sending } = endpoint
  const action = wayOut(endpoint)
  return {
    // A job and the button that began it may both tell of it.
    id: `held ${id}`,
    tone: 'warn',
    title: words.held(name),
    text: `${before} ${sending.reason ?? t[sending.state]}`.trim(),
    ...(action ? { action } : {}),
  }
}

/** Says that what was asked to be sent again is on its way, or why it waits. */
export function tellRetried(endpointId: string | null, title: string = words.retried): void {
  const endpoint = app().endpoints.find(({ id }) => id === endpointId)
  const perSecond = endpoint?.rateLimit?.perSecond
  if (endpoint && isHeld(endpoint)) notify(heldNote(endpoint))
  else notify(perSecond === undefined ? { tone: 'ok', title } : { tone: 'ok', title: words.queued, text: words.rate(perSecond) })
}

/**
 * What a job has set going since then and what waits all the same: one note that names the Endpoint, or how many there are.
 * @param before what the job has done, a sentence
 * @returns null when nothing waits
 */
export async function heldSince(since: number, before: string): Promise<Note | null> {
  const waiting: Endpoint[] = []
  for (const endpoint of app().endpoints.filter(isHeld)) {
    const { rows } = await call('deliveries.list', { endpointId: endpoint.id, state: 'pending', limit: LOOKED_AT })
    if (rows.some(row => row.updatedAt >= since)) waiting.push(endpoint)
  }
  const [first] = waiting
  if (!first) return null
  if (waiting.length === 1) return heldNote(first, before)
  return { tone: 'warn', title: words.heldMany(waiting.length), text: `${before} ${waiting.map(({ name }) => name).join(', ')}.` }
}
