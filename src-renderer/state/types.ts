import type { Alert, AlertMute } from '#contract/alerts.ts'
import type { AppInfo, ProviderInfo, Settings } from '#contract/app.ts'
import type { Endpoint } from '#contract/endpoints.ts'
import type { Job } from '#contract/jobs.ts'
import type { RequestRow } from '#contract/requests.ts'
import type { Source } from '#contract/sources.ts'
import type { TunnelStatus } from '#contract/tunnel.ts'
import type { UpdateStatus } from '#contract/updates.ts'
import type { View } from '#contract/workbench.ts'
import type { DeliveriesView, DeliveryQuestion } from './deliveries-view.ts'
import type { ListLook } from './look.ts'
import type { RowWindow } from './window.ts'

export type LinkState = 'connecting' | 'live' | 'offline'

/** What the rail has chosen; joined with the typed filter by `wholeFilter`. */
export type Scope = { kind: 'all' } | { kind: 'inbox' } | { kind: 'source'; id: string }

/** A count as the core gives it: `text` is `10,000+` when it is not exact. */
export interface Count {
  count: number
  exact: boolean
  text: string
}

export interface SourceStats {
  count: Count
  /** Newest Request of the Source; null when there is none. */
  last: RequestRow | null
}

/** The one modal thing that is open. */
export type OpenDialog =
  | { kind: 'palette' }
  | { kind: 'help' }
  /** `search` = what is looked for in them to begin with. */
  | { kind: 'settings'; search?: string }
  | { kind: 'tunnel' }
  | { kind: 'wizard' }
  /** A Source's registration at its provider. */
  | { kind: 'connect'; sourceId: string }
  /** `id` null = a new one. `from` = a captured Request that gives the first values; `provider` = one to begin with. */
  | { kind: 'source'; id: string | null; from?: RequestRow; provider?: string }
  | { kind: 'endpoint'; id: string | null }
  | { kind: 'composer'; requestId: string }
  /** A new message; `endpointId` null = to be chosen. */
  | { kind: 'message'; endpointId: string | null }
  /** A request to write; `requestId` = the captured one that it begins with. */
  | { kind: 'compose'; requestId: string | null }
  /** Requests as text for other tools. */
  | { kind: 'export'; ids: readonly string[] }
  /** Requests or Attempts side by side. */
  | { kind: 'compare'; a: string; b: string }
  /** Sample events to look at, edit and send; `sourceId` null = to be chosen. */
  | { kind: 'samples'; sourceId: string | null }
  | { kind: 'event'; sourceId: string; eventId: string }
  /** A provider of one's own: `id` null = a new one; `requestId` = a captured Request to try it on. */
  | { kind: 'provider'; id: string | null; requestId: string | null }
  | { kind: 'verify-many'; ids: readonly string[] }
  | { kind: 'resend-many'; ids: readonly string[] }
  /** Many Deliveries at once, of the question that the list shows or of an alert; asked for before it begins. */
  | { kind: 'deliveries-bulk'; action: 'retry' | 'purge'; of: Partial<DeliveryQuestion> }
  | { kind: 'enable-endpoint'; id: string }
  | { kind: 'rotate-secret'; id: string }
  /** The bell's list, which is no dialog of the page but takes its keys. */
  | { kind: 'alerts' }
  | { kind: 'delete-source'; id: string }
  | { kind: 'delete-endpoint'; id: string }
  | { kind: 'delete-request'; id: string }
  | { kind: 'delete-many'; ids: readonly string[] }
  /** Colours for one Request or several. */
  | { kind: 'overview' }
  /** An Endpoint Check: of an Endpoint, with a captured Request as its event, or one that has been started. All null = to be set up. */
  | { kind: 'check'; endpointId: string | null; requestId: string | null; checkId: string | null }
  | { kind: 'types'; filter: string; requestId: string | null }
  /** How the list looks. */
  | { kind: 'look' }
  | { kind: 'label'; ids: readonly string[] }
  /** A name for the filter; `id` null = a new view. */
  | { kind: 'view'; id: string | null; filter: string }
  /** Nothing to see: a command has been chosen and runs with the next frame. Until then keys are nobody's. */
  | { kind: 'leaving' }

/** A scan for the filter that has not reached its end. */
export interface Search {
  /** Time of the oldest Request that was looked at, ms since epoch. */
  readonly backTo: number
  /** A person has stopped it; it goes on when asked to. */
  readonly stopped: boolean
}

export type Theme = 'light' | 'dark'
/** The pane that a narrow window shows. */
export type NarrowPane = 'rail' | 'list' | 'detail'

/** Everything that the window knows. One zustand store; read it with `useApp(state => state.x)`, change it through this folder's functions. */
export interface AppState {
  link: LinkState
  /** Why the link is down, as a sentence; null when it is not known or not down. */
  linkError: string | null
  info: AppInfo | null
  /** null = not known yet. */
  tunnel: TunnelStatus | null
  /** Whether there is a newer Hookbench; null = not known yet. */
  update: UpdateStatus | null
  /** The first page has arrived (or has failed with a reason): the window can be used. */
  loaded: boolean

  window: RowWindow
  filter: string
  scope: Scope
  loading: boolean
  listError: string | null
  /** Which new Requests belong to the list could not be asked for: it is right, and stands still until it is asked for anew. */
  standsStill: boolean
  /** null = what is listed is all there is down to its last row. */
  search: Search | null
  /** Rows that arrived while the list was not at its edge, or paused; newest first. */
  pending: readonly RequestRow[]
  /** How many arrived beyond what `pending` keeps. */
  pendingMore: number
  /** Something came in that the list's filter may let through, and nothing moves for it now: showing it loads the list afresh. */
  mayHaveChanged: boolean
  /** The list is scrolled to its top, whatever stands there. */
  atTop: boolean
  /** The newest row stands there: the list follows what comes in. */
  atEdge: boolean
  /** Where the list is to be scrolled to; a new object each time that it went to another place. */
  landing: { readonly at: 'start' | 'end' } | null
  /** When the first row in view came in, ms since epoch; null where it is not in memory. */
  place: number | null
  paused: boolean
  selectedId: string | null
  /** Requests chosen together, `selectedId` among them; empty when only that one is chosen. */
  marked: ReadonlySet<string>
  /** Where a range starts. */
  anchorId: string | null
  /** The Request whose note is being written. */
  notingId: string | null
  counts: { all: Count | null; shown: Count | null; inbox: Count | null }
  sourceStats: Readonly<Record<string, SourceStats>>

  sources: readonly Source[]
  endpoints: readonly Endpoint[]
  providers: readonly ProviderInfo[]
  settings: Settings | null
  /** Saved filters. */
  views: readonly View[]

  alerts: readonly Alert[]
  alertMutes: readonly AlertMute[]
  /** Long work that is under way. */
  jobs: readonly Job[]

  /** What the middle zone shows. */
  view: 'requests' | 'deliveries'
  deliveries: DeliveriesView

  look: ListLook
  theme: Theme
  dialog: OpenDialog | null
  railOpen: boolean
  narrowPane: NarrowPane
}
