import type { EventStep } from '#contract/event-methods.ts'
import type { RequestRow } from '#contract/requests.ts'
import { eventsText as t } from '../../strings/events.ts'
import { Badge, StatusDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { exactTime, span } from '../../ui/format.ts'
import { replyLook, VerdictBadge } from '../list/looks.tsx'
import { Differences } from './differences.tsx'

/** The Requests of one Event down a line, each with the time since the one before it, our answer, and what is different about it. */
export function Timeline(props: {
  steps: readonly EventStep[]
  rows: readonly RequestRow[]
  /** The one that is shown already. */
  current: string | null
  onOpen(requestId: string): void
}) {
  const { steps, rows, current, onOpen } = props
  return (
    <ol aria-label={t.timeline} className="flex flex-col">
      {steps.map((step, index) => (
        <Step
          key={step.requestId}
          step={step}
          row={rows.find(row => row.id === step.requestId)}
          last={index === steps.length - 1}
          current={step.requestId === current}
          onOpen={onOpen}
        />
      ))}
    </ol>
  )
}

function Step(props: { step: EventStep; row: RequestRow | undefined; last: boolean; current: boolean; onOpen(id: string): void }) {
  const { step, row, last, current, onOpen } = props
  const { sincePreviousMs, receivedAt, retryCount, reply, wireOutcome, differences } = step
  const at = exactTime(receivedAt)
  return (
    <li className="relative flex min-w-0 gap-3 pb-4 last:pb-0" {...(current ? { 'aria-current': 'true' as const } : {})}>
      {last ? null : <span aria-hidden className="absolute top-5 bottom-0 left-[5.5px] w-px bg-line-strong" />}
      <span className="mt-1">
        <StatusDot {...replyLook(reply.status)} />
      </span>
      <div className={cx('-mt-0.5 flex min-w-0 flex-1 flex-col gap-1 rounded-control px-2 py-1', current && 'bg-selected')}>
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium">{sincePreviousMs === null ? t.first : t.after(span(sincePreviousMs))}</span>
          <span className="text-ink-2 text-small">{at}</span>
          <span className="text-ink-2 text-small">
            {t.answered(reply.status)}
            {wireOutcome === null ? '' : `, ${wireOutcome}`}
          </span>
          {row ? <VerdictBadge verdict={row.verdict} /> : null}
          {retryCount === null ? null : <Badge tone="accent">{t.retry(retryCount)}</Badge>}
          <span className="ml-auto">
            {current ? (
              <Badge>{t.current}</Badge>
            ) : (
              <Button size="small" kind="ghost" aria-label={t.open(at)} onClick={() => onOpen(step.requestId)}>
                {t.openShort}
              </Button>
            )}
          </span>
        </div>
        {differences === null ? null : <Differences of={differences} />}
      </div>
    </li>
  )
}
