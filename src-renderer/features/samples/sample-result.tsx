import { ExternalLink } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { selectRequest } from '../../state/selection.ts'
import { leaveFor } from '../../state/ui.ts'
import { samplesText as t } from '../../strings/samples.ts'
import { Badge, StatusDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Sent } from '../composer/sent.tsx'
import { replyLook, VerdictBadge } from '../list/looks.tsx'
import type { SampleOutcome } from './use-send-sample.ts'

/** What became of a sample: the row that it made and the way to it, or its Delivery live. */
export function SampleResult({ outcome }: { outcome: SampleOutcome }) {
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each sending brings its result into view
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [outcome])
  if (outcome.kind === 'delivering') return <Sent ids={outcome.deliveryIds} />
  const { status, row } = outcome
  return (
    <section
      ref={place}
      aria-label={t.result}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-panel border border-line bg-panel px-3 py-2"
    >
      <span role="status" className="flex items-center gap-1.5 font-medium">
        <StatusDot {...replyLook(status)} />
        {t.answered(status)}
      </span>
      {row === null ? null : (
        <>
          <VerdictBadge verdict={row.verdict} />
          {row.repetition ? <Badge tone="accent">{t.duplicate}</Badge> : null}
          <span className="min-w-0 flex-1 truncate font-bytes text-ink-2 text-small">
            {row.method} {row.path} {row.eventType}
          </span>
          <Button size="small" icon={<ExternalLink />} onClick={() => leaveFor(() => selectRequest(row.id, true))}>
            {t.open}
          </Button>
        </>
      )}
    </section>
  )
}
