import { Filter, Inbox, Pause } from 'lucide-react'
import { setPaused } from '../../state/requests.ts'
import { scopeCount } from '../../state/scope.ts'
import { useApp } from '../../state/store.ts'
import { baseUrl } from '../../state/tunnel.ts'
import { setFilter, showAll } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ValueBox } from '../../ui/mono.tsx'
import { FirstSteps, SampleButton, TestButton } from './first-steps.tsx'
import { SearchingEmpty } from './searching.tsx'
import { useOnboarding } from './use-onboarding.ts'

/** Why the list is empty. The reasons are different, and so are the ways out. */
export function EmptyList() {
  const loaded = useApp(state => state.loaded)
  const loading = useApp(state => state.loading)
  const listError = useApp(state => state.listError)
  const paused = useApp(state => state.paused)
  const waiting = useApp(state => state.pending.length + state.pendingMore)
  const filter = useApp(state => state.filter)
  const searching = useApp(state => state.search !== null)
  const onboarding = useOnboarding()
  if (!loaded || listError) return null
  if (searching) return <SearchingEmpty />
  if (loading) return null
  if (onboarding) return <FirstSteps />
  if (filter !== '') return <FilteredOut />
  if (paused) {
    return (
      <Empty
        icon={<Pause />}
        title={en.empty.pausedTitle}
        actions={
          <Button kind="primary" onClick={() => setPaused(false)}>
            {en.empty.resume}
          </Button>
        }
      >
        {en.empty.paused(waiting)}
      </Empty>
    )
  }
  return <NothingInScope />
}

function FilteredOut() {
  const all = useApp(scopeCount)
  const scope = useApp(state => state.scope)
  return (
    <Empty
      icon={<Filter />}
      title={en.empty.filteredTitle}
      actions={
        <>
          <Button kind="primary" onClick={() => setFilter('')}>
            {en.empty.clearFilter}
          </Button>
          {scope.kind === 'all' ? null : <Button onClick={showAll}>{en.empty.showAll}</Button>}
        </>
      }
    >
      {all ? en.empty.filtered(en.status.all(all.text, all.count === 1)) : null}
    </Empty>
  )
}

function NothingInScope() {
  const source = useApp(state => state.sources.find(candidate => state.scope.kind === 'source' && candidate.id === state.scope.id))
  const base = useApp(baseUrl)
  const url = source?.url ?? base
  return (
    <Empty
      icon={<Inbox />}
      title={en.empty.scopeTitle(source?.name ?? en.rail.inbox)}
      actions={
        <>
          <TestButton />
          <SampleButton />
        </>
      }
    >
      <p className="mb-3">{source ? en.empty.scope : en.empty.scopeInbox}</p>
      {url ? <ValueBox value={url} what={en.link.url} /> : null}
    </Empty>
  )
}
