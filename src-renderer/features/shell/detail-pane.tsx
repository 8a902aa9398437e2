import { MousePointerClick } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Boundary } from '../../ui/boundary.tsx'
import { Empty } from '../../ui/empty.tsx'

const Detail = lazy(async () => ({ default: (await import('../detail/detail.tsx')).Detail }))

/** The third zone: the selected Request. */
export function DetailPane() {
  const selectedId = useApp(state => state.selectedId)
  return (
    <section id="detail-pane" tabIndex={-1} aria-label={en.detail.label} className="h-full min-h-0 overflow-hidden bg-surface outline-none">
      {selectedId === null ? (
        <Empty icon={<MousePointerClick />} title={en.detail.none}>
          {en.detail.noneHint}
        </Empty>
      ) : (
        <Boundary of={selectedId}>
          <Suspense fallback={null}>
            <Detail requestId={selectedId} />
          </Suspense>
        </Boundary>
      )}
    </section>
  )
}
