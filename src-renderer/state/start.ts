import type { Client } from '../link/client.ts'
import { alertChanged, loadAlerts } from './alerts.ts'
import { setClient } from './api.ts'
import { loadEndpoints, loadInfo, loadProviders, loadSettings, loadSources } from './config.ts'
import { loadCounts } from './counts.ts'
import { loadHead, requestsArrived, requestsChanged, requestsRemoved } from './requests.ts'
import { followAddress } from './selection.ts'
import { change } from './store.ts'
import { subscribeForFilter } from './subscription.ts'
import { startTheme } from './theme.ts'

/** Connects the state to the core: hears its events, loads what the window shows, and loads it again when events were missed. */
export function start(connection: Client): void {
  setClient(connection)
  startTheme()
  followAddress()
  const followLink = () => {
    change({ link: connection.link.get(), linkError: connection.lastError?.message ?? null })
    if (incomplete && connection.link.get() === 'live') loadAll()
  }
  connection.link.subscribe(followLink)
  followLink()

  connection.on('request.added', event => {
    requestsArrived(event.rows)
    loadCounts()
  })
  connection.on('request.changed', event => requestsChanged(event.rows))
  connection.on('request.removed', event => {
    requestsRemoved(event.ids)
    loadCounts()
  })
  connection.on('alert.raised', event => alertChanged(event.alert))
  connection.on('alert.changed', event => alertChanged(event.alert))
  connection.on('config.changed', event => quietly(reload[event.what]()))
  connection.onResync(loadAll)
  void subscribeForFilter().then(loadAll)
}

const reload = { sources: loadSources, endpoints: loadEndpoints, settings: loadSettings }

function loadAll(): void {
  incomplete = false
  // The list first: it is what a person waits for.
  quietly(loadHead())
  for (const load of [loadInfo, loadSources, loadEndpoints, loadProviders, loadSettings, loadAlerts]) quietly(load())
}

/** Something could not be loaded, most likely because the link broke: all is loaded again when it is back. Its state is in sight meanwhile. */
let incomplete = false

function quietly(work: Promise<void>): void {
  work.catch(() => {
    incomplete = true
  })
}
