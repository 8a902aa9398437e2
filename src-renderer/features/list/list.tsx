import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store.ts'
import { rowCount } from '../../state/window.ts'
import { Boundary } from '../../ui/boundary.tsx'
import { Announcer } from './announcer.tsx'
import { EmptyList } from './empty-list.tsx'
import { Grid } from './grid.tsx'
import { ListBar } from './list-bar.tsx'
import { ListError } from './list-error.tsx'
import { MarkedBar } from './marked-bar.tsx'
import { NewPill } from './new-pill.tsx'
import { SearchStrip } from './searching.tsx'
import { useOnboarding } from './use-onboarding.ts'

const Timeline = lazy(async () => ({ default: (await import('./timeline.tsx')).Timeline }))

/** The second zone: what came in, newest first. */
export function List() {
  const empty = useApp(state => rowCount(state.window) === 0)
  const several = useApp(state => state.marked.size > 0)
  const onboarding = useOnboarding()
  const timeline = useApp(state => state.look.timeline)
  return (
    <div id="list-pane" tabIndex={-1} className="@container relative flex h-full min-h-0 flex-col bg-surface outline-none">
      {onboarding ? null : several ? <MarkedBar /> : <ListBar />}
      {onboarding || !timeline ? null : (
        <Boundary>
          <Suspense fallback={<div className="h-14 shrink-0 border-line border-b" />}>
            <Timeline />
          </Suspense>
        </Boundary>
      )}
      <ListError />
      <div className="relative min-h-0 flex-1">
        {empty ? <EmptyList /> : <Grid />}
        {empty ? null : <NewPill />}
      </div>
      {empty ? null : <SearchStrip />}
      <Announcer />
    </div>
  )
}
