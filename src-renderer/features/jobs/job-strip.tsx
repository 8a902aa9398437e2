import { useEffect } from 'react'
import type { Job } from '#contract/jobs.ts'
import { openCheckOf } from '../../commands/check.ts'
import { heldSince } from '../../commands/delivery-hold.ts'
import { cancelJob, onJobEnd } from '../../state/jobs.ts'
import { app, useApp } from '../../state/store.ts'
import { checkEntryText } from '../../strings/check-entry.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { notify, notifyError } from '../../ui/toast.tsx'

/** Long work that is under way: what, how far, and a way to stop it. How it ended is said once. */
export function JobStrip() {
  const jobs = useApp(state => state.jobs)
  useEffect(() => onJobEnd(tell), [])
  if (jobs.length === 0) return null
  return (
    <section aria-label={en.jobs.label} className="shrink-0 border-line border-t bg-panel">
      {jobs.map(job => (
        <Line key={job.id} job={job} />
      ))}
    </section>
  )
}

/** The system's own green and grey belong to no theme. */
const bar =
  'h-1.5 min-w-0 max-w-80 flex-1 appearance-none overflow-hidden rounded-full bg-line-strong/40 [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent'

function Line({ job }: { job: Job }) {
  const worked = job.done + job.failed
  const what = wordOf(en.jobs.doing, job)
  return (
    <div className="flex h-9 items-center gap-3 px-3">
      <span className="shrink-0">{what}</span>
      <progress aria-label={what} className={bar} {...(job.total === null ? {} : { value: worked, max: job.total })} />
      <span className="shrink-0 text-ink-2 tabular-nums">
        {job.total === null ? count(worked) : en.jobs.of(count(worked), count(job.total))}
      </span>
      <span className="min-w-0 flex-1 truncate text-bad" title={job.error ?? undefined}>
        {job.error}
      </span>
      {job.kind === 'checks.run' ? (
        <Button size="small" onClick={() => void openCheckOf(job.id)}>
          {checkEntryText.show}
        </Button>
      ) : null}
      <Button size="small" onClick={() => cancelJob(job.id).catch(error => notifyError(en.jobs.cancelFailed, error))}>
        {en.jobs.cancel}
      </Button>
    </div>
  )
}

/** A kind of work that has no words of its own is still work. */
const wordOf = (words: Readonly<Partial<Record<string, string>>>, { kind }: Job): string => words[kind] ?? en.jobs.label

function tell(job: Job): void {
  // These tell their own end, with what can be done then.
  if ((job.kind === 'requests.clear' || job.kind === 'workspace.export') && job.state !== 'failed') return
  // What came of it stands in the dialog.
  if (job.kind === 'checks.run' && app().dialog?.kind === 'check') return
  if (job.state === 'done' && (job.kind === 'deliveries.retry' || job.kind === 'deliveries.purge'))
    return void tellDeliveries(job, job.kind)
  const text = en.jobs.outcome(count(job.done), job.failed > 0 ? count(job.failed) : null)
  if (job.state === 'failed') notify({ tone: 'bad', title: wordOf(en.jobs.failed, job), text: `${job.error ?? ''} ${text}`.trim() })
  else if (job.state === 'cancelled') notify({ tone: 'warn', title: en.jobs.cancelled, text })
  else if (job.kind === 'checks.run') tellCheck(job)
  else notify({ tone: job.failed > 0 ? 'warn' : 'ok', title: wordOf(en.jobs.ended, job), text })
}

/** What such a job leaves alone has not failed; and what it lets go again may wait for its Endpoint. */
async function tellDeliveries(job: Job, kind: 'deliveries.retry' | 'deliveries.purge'): Promise<void> {
  const { nothing, why, outcome } = deliveriesText.work
  if (job.done === 0) return notify({ tone: 'warn', title: nothing[kind], text: why[kind] })
  const text = outcome(count(job.done), job.failed > 0 ? count(job.failed) : null)
  // Where that cannot be asked the link is down, which is in sight.
  const held = kind === 'deliveries.retry' ? await heldSince(job.createdAt, text).catch(() => null) : null
  notify(held ?? { tone: job.failed > 0 ? 'warn' : 'ok', title: wordOf(en.jobs.ended, job), text })
}

/** Its numbers of scenarios tell nothing; the report does. */
function tellCheck(job: Job): void {
  const action = { label: checkEntryText.show, run: () => void openCheckOf(job.id) }
  notify({ tone: job.failed > 0 ? 'warn' : 'ok', title: wordOf(en.jobs.ended, job), action })
}
