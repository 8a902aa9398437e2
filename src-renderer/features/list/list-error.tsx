import { RotateCw } from 'lucide-react'
import { useApp } from '../../state/store.ts'
import { ask } from '../../state/subscription.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Why the list, or its next page, could not be loaded; or that what comes in does not show up in it by itself. */
export function ListError() {
  const listError = useApp(state => state.listError)
  const standsStill = useApp(state => state.standsStill)
  if (!listError) return standsStill ? <StandsStill /> : null
  return (
    <div className="shrink-0 p-2">
      <Notice
        tone="bad"
        title={en.list.failed}
        live
        actions={
          <Button size="small" onClick={() => void ask().catch(() => {})}>
            {en.action.retry}
          </Button>
        }
      >
        {listError}
      </Notice>
    </div>
  )
}

function StandsStill() {
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-2 border-line border-b bg-panel py-1 pr-1.5 pl-3 text-ink-2 text-small">
      <span role="status" className="min-w-0 flex-1">
        {listText.still.text}
      </span>
      <Button size="small" icon={<RotateCw />} onClick={() => void ask().catch(() => {})}>
        {listText.still.refresh}
      </Button>
    </div>
  )
}
