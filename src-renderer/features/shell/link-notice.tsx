import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Notice } from '../../ui/notice.tsx'

/** Says why the window hears nothing, and what to do. A dot alone is overlooked, and a list that stands still looks calm. */
export function LinkNotice() {
  const offline = useApp(state => state.link === 'offline')
  const reason = useApp(state => state.linkError)
  if (!offline) return null
  return (
    <section aria-label={en.link.offline} className="shrink-0 border-line border-b bg-panel p-2">
      <Notice tone="bad" live>
        {reason ?? en.link.offlineHint}
      </Notice>
    </section>
  )
}
