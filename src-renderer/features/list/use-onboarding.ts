import { useApp } from '../../state/store.ts'
import { rowCount } from '../../state/window.ts'

/** Nothing has ever been captured and nothing is being looked for: the window shows the first steps. */
export function useOnboarding(): boolean {
  return useApp(
    state =>
      state.loaded &&
      state.listError === null &&
      state.search === null &&
      rowCount(state.window) === 0 &&
      state.pending.length === 0 &&
      !state.paused &&
      state.filter === '' &&
      state.scope.kind !== 'source' &&
      (state.counts.all?.count ?? 0) === 0,
  )
}
