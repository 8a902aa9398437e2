import { useApp } from '../../state/store.ts'
import { ask } from '../../state/subscription.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Why the list, or its next page, could not be loaded. */
export function ListError() {
  const listError = useApp(state => state.listError)
  if (!listError) return null
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
