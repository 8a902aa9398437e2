import { call } from '../state/api.ts'
import { showDeliveries } from '../state/deliveries.ts'
import { selectRequest } from '../state/selection.ts'
import { app } from '../state/store.ts'
import { baseUrl } from '../state/tunnel.ts'
import { openDialog, setScope } from '../state/ui.ts'
import { deliveriesText } from '../strings/deliveries.ts'
import { en } from '../strings/en.ts'
import { firstText } from '../strings/first.ts'
import { tunnelStateText } from '../strings/tunnel-state.ts'
import { copyText } from '../ui/copy.tsx'
import { notify, notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

/** Sends a test webhook through the real receiver: to the Source that is shown, else to the Inbox. */
export async function sendTest(): Promise<void> {
  const { scope } = app()
  try {
    const { status } = await call('requests.sendTest', scope.kind === 'source' ? { sourceId: scope.id } : {})
    notify({ tone: status < 400 ? 'ok' : 'warn', title: en.request.testSent(status) })
  } catch (error) {
    notifyError(en.request.testFailed, error)
  }
}

/** The URL that belongs to what the rail has chosen. */
export function captureUrl(): string {
  const { scope, sources } = app()
  const source = scope.kind === 'source' ? sources.find(candidate => candidate.id === scope.id) : undefined
  return source?.url ?? baseUrl(app()) ?? ''
}

async function copyUrl(): Promise<void> {
  if (await copyText(captureUrl())) notify({ tone: 'ok', title: en.copy.done, text: captureUrl() })
}

export const goCommands: readonly Command[] = [
  { id: 'go.overview', title: firstText.overview.command, group: 'go', keys: ['Shift+O'], run: () => openDialog({ kind: 'overview' }) },
  {
    id: 'go.all',
    title: en.command.all,
    group: 'go',
    keys: ['g a'],
    run() {
      selectRequest(null)
      setScope({ kind: 'all' })
    },
  },
  { id: 'go.inbox', title: en.command.inbox, group: 'go', keys: ['g i'], run: () => setScope({ kind: 'inbox' }) },
  { id: 'go.deliveries', title: deliveriesText.command.deliveries, group: 'go', keys: ['g s'], run: () => showDeliveries() },
  { id: 'go.failed', title: deliveriesText.command.failed, group: 'go', keys: ['g f'], run: () => showDeliveries({ state: 'failed' }) },
  { id: 'go.alerts', title: deliveriesText.command.alerts, group: 'go', keys: ['g b'], run: () => openDialog({ kind: 'alerts' }) },
  { id: 'go.wizard', title: firstText.wizard.command, group: 'go', keys: [], run: () => openDialog({ kind: 'wizard' }) },
  { id: 'go.tunnel', title: tunnelStateText.command, group: 'go', keys: ['Shift+T'], run: () => openDialog({ kind: 'tunnel' }) },
  {
    id: 'go.newSource',
    title: en.command.newSource,
    group: 'go',
    keys: ['n'],
    menuKey: '$mod+n',
    run: () => openDialog({ kind: 'source', id: null }),
  },
  {
    id: 'go.newEndpoint',
    title: en.command.newEndpoint,
    group: 'go',
    keys: ['Shift+N'],
    menuKey: '$mod+Shift+n',
    run: () => openDialog({ kind: 'endpoint', id: null }),
  },
  {
    id: 'go.compose',
    title: en.command.compose,
    group: 'go',
    keys: ['m'],
    menuKey: '$mod+Enter',
    run: () => openDialog({ kind: 'message', endpointId: null }),
  },
  {
    id: 'go.request',
    title: en.command.composeRequest,
    group: 'go',
    keys: ['Shift+M'],
    run: () => openDialog({ kind: 'compose', requestId: null }),
  },
  { id: 'go.copyUrl', title: en.command.copyUrl, group: 'go', keys: ['u'], when: () => captureUrl() !== '', run: copyUrl },
  { id: 'go.test', title: en.command.test, group: 'go', keys: ['t'], run: sendTest },
]
