import type { Alert } from '#contract/alerts.ts'
import type { AppInfo, ProviderInfo, Settings } from '#contract/app.ts'
import type { Endpoint } from '#contract/endpoints.ts'
import type { Job } from '#contract/jobs.ts'
import type { RequestRow } from '#contract/requests.ts'
import type { Source } from '#contract/sources.ts'
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
  | { kind: 'settings' }
  /** `id` null = a new one. `from` = a captured Request that gives the first values. */
  | { kind: 'source'; id: string | null; from?: RequestRow }
  | { kind: 'endpoint'; id: string | null }
  | { kind: 'composer'; requestId: string }
  /** A new message; `endpointId` null = to be chosen. */
  | { kind: 'message'; endpointId: string | null }
  | { kind: 'delivery'; id: string }
  | { kind: 'resend-many'; ids: readonly string[] }
  | { kind: 'delete-source'; id: string }
  | { kind: 'delete-endpoint'; id: string }
  | { kind: 'delete-request'; id: string }
  | { kind: 'delete-many'; ids: readonly string[] }
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
  /** The first page has arrived (or has failed with a reason): the window can be used. */
  loaded: boolean

  window: RowWindow
  filter: string
  scope: Scope
  loading: boolean
  listError: string | null
  /** null = what is listed is all there is down to its last row. */
  search: Search | null
  /** Rows that arrived while the list was not at its edge, or paused; newest first. */
  pending: readonly RequestRow[]
  /** How many arrived beyond what `pending` keeps. */
  pendingMore: number
  atEdge: boolean
  paused: boolean
  selectedId: string | null
  /** Requests chosen together, `selectedId` among them; empty when only that one is chosen. */
  marked: ReadonlySet<string>
  /** Where a range starts. */
  anchorId: string | null
  counts: { all: Count | null; shown: Count | null; inbox: Count | null }
  sourceStats: Readonly<Record<string, SourceStats>>

  sources: readonly Source[]
  endpoints: readonly Endpoint[]
  providers: readonly ProviderInfo[]
  settings: Settings | null

  alerts: readonly Alert[]
  /** Long work that is under way. */
  jobs: readonly Job[]

  theme: Theme
  dialog: OpenDialog | null
  railOpen: boolean
  narrowPane: NarrowPane
}
