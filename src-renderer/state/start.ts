import type { Client } from '../link/client.ts'
import { parseAddress } from './address.ts'
import { alertChanged, loadAlerts } from './alerts.ts'
import { setClient } from './api.ts'
import { checkChanged } from './checks.ts'
import { loadEndpoints, loadInfo, loadProviders, loadSettings, loadSources, loadUpdate } from './config.ts'
import { loadCounts } from './counts.ts'
import { deliveriesChanged, deliveriesRemoved, reloadDeliveries } from './deliveries.ts'
import { jobChanged, loadJobs } from './jobs.ts'
import { requestsChanged, requestsRemoved } from './requests.ts'
import { change } from './store.ts'
import { ask, loadAnswer, requestsAdded } from './subscription.ts'
import { startTheme } from './theme.ts'
import { attendTunnel, loadTunnel, tunnelChanged } from './tunnel.ts'
import { loadViews } from './views.ts'

/** Connects the state to the core: hears its events, loads what the window shows, and loads it again when events were missed. */
export function start(connection: Client): void {
  setClient(connection)
  startTheme()
  const address = parseAddress(location.hash)
  // Before the first question is asked, so that it is asked once.
  if (address?.kind === 'filter') change({ filter: address.text })
  if (address?.kind === 'request') change({ selectedId: address.id, anchorId: address.id, narrowPane: 'detail' })
  const followLink = () => {
    change({ link: connection.link.get(), linkError: connection.lastError?.message ?? null })
    if (incomplete && connection.link.get() === 'live') loadAll(loadAnswer())
  }
  connection.link.subscribe(followLink)
  followLink()

  connection.on('request.added', event => {
    requestsAdded(event)
    loadCounts(event.more ? null : [...event.rows.map(row => row.sourceId), ...(event.othersFrom ?? [])])
  })
  connection.on('request.changed', event => {
    requestsChanged(event.rows, event.outside)
    if (event.outside?.length) loadCounts()
  })
  connection.on('request.removed', event => {
    requestsRemoved(event.ids)
    loadCounts()
  })
  connection.on('delivery.changed', event => deliveriesChanged(event.rows))
  connection.on('delivery.removed', event => deliveriesRemoved(event.ids))
  connection.on('job.changed', event => jobChanged(event.job))
  connection.on('check.changed', checkChanged)
  connection.on('alert.raised', event => alertChanged(event.alert))
  connection.on('alert.changed', event => alertChanged(event.alert))
  connection.on('tunnel.changed', event => tunnelChanged(event.tunnel))
  connection.on('update.changed', event => change({ update: event.update }))
  attendTunnel()
  connection.on('config.changed', event => quietly(reload[event.what]()))
  connection.onResync(() => loadAll(loadAnswer()))
  loadAll(ask())
}

/** Mutes are kept with the settings: a native notice's button may have set one. */
const loadSettingsAndMutes = async (): Promise<void> => {
  await Promise.all([loadSettings(), loadAlerts()])
}
const reload = {
  sources: loadSources,
  endpoints: loadEndpoints,
  settings: loadSettingsAndMutes,
  providers: loadProviders,
  views: loadViews,
}

let tellLoaded: () => void = () => {}
/** Resolves when everything that the window shows has been asked for once, whatever came of it. */
export const firstLoad = new Promise<void>(resolve => {
  tellLoaded = resolve
})

/** The list first: it is what a person waits for. */
function loadAll(list: Promise<void>): void {
  incomplete = false
  const rest = [
    loadInfo,
    loadUpdate,
    loadTunnel,
    loadSources,
    loadEndpoints,
    loadProviders,
    loadSettings,
    loadAlerts,
    loadJobs,
    loadViews,
    reloadDeliveries,
  ].map(load => quietly(load()))
  void Promise.all([quietly(list), ...rest]).then(tellLoaded)
}

/** Something could not be loaded, most likely because the link broke: all is loaded again when it is back. Its state is in sight meanwhile. */
let incomplete = false

function quietly(work: Promise<void>): Promise<void> {
  return work.catch(() => {
    incomplete = true
  })
}
