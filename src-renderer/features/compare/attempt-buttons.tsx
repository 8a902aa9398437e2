import { GitCompareArrows } from 'lucide-react'
import type { Attempt } from '#contract/deliveries.ts'
import { openDialog } from '../../state/ui.ts'
import { compareText as t } from '../../strings/compare.ts'
import { Button } from '../../ui/button.tsx'

/** The chosen Attempt against what was captured, and against the Attempt before it. */
export function CompareAttempt(props: { requestId: string | null; attempts: readonly Attempt[]; chosen: Attempt }) {
  const { requestId, attempts, chosen } = props
  const before = attempts[attempts.indexOf(chosen) - 1]
  if (requestId === null && !before) return null
  const button = (label: string, other: string) => (
    <Button size="small" icon={<GitCompareArrows />} onClick={() => openDialog({ kind: 'compare', a: other, b: chosen.id })}>
      {label}
    </Button>
  )
  return (
    <div className="flex flex-wrap gap-2">
      {requestId === null ? null : button(t.attempts.captured, requestId)}
      {before ? button(t.attempts.before, before.id) : null}
    </div>
  )
}
