import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { noDeliveries } from './deliveries-view.ts'
import { rememberedLook } from './look.ts'
import type { AppState } from './types.ts'
import { emptyWindow } from './window.ts'

const initial: AppState = {
  link: 'connecting',
  linkError: null,
  info: null,
  tunnel: null,
  update: null,
  loaded: false,
  window: emptyWindow,
  filter: '',
  scope: { kind: 'all' },
  loading: false,
  listError: null,
  standsStill: false,
  search: null,
  pending: [],
  pendingMore: 0,
  mayHaveChanged: false,
  atTop: true,
  atEdge: true,
  landing: null,
  place: null,
  paused: false,
  selectedId: null,
  marked: new Set(),
  anchorId: null,
  notingId: null,
  counts: { all: null, shown: null, inbox: null },
  sourceStats: {},
  sources: [],
  endpoints: [],
  providers: [],
  settings: null,
  views: [],
  alerts: [],
  alertMutes: [],
  jobs: [],
  view: 'requests',
  deliveries: noDeliveries,
  look: rememberedLook(),
  theme: 'light',
  dialog: null,
  railOpen: true,
  narrowPane: 'list',
}

/** The state of the window. Changed by the functions of this folder only; components read it with `useApp`. */
export const store = createStore<AppState>(() => initial)

/** Reads part of the state and renders again when that part changes. Choose something that compares by identity. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(store, select)
}

/** The state as it is now, for code outside of components. */
export const app = (): AppState => store.getState()

/** Changes the state. Only for this folder: components call the actions. */
export const change = (patch: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void => store.setState(patch)
