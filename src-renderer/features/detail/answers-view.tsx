import { CircleCheck, CircleDashed, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { DeliveryRow } from '#contract/deliveries.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { selectRequest } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { detailText as t } from '../../strings/detail.ts'
import { type Tone, toneText } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { notify, notifyError } from '../../ui/toast.tsx'
import { Visible } from '../../ui/visible.tsx'
import { type Answer, content, delivered, fresh, genuine } from './answers.ts'

const icons: Record<Tone, typeof Info> = {
  ok: CircleCheck,
  bad: CircleX,
  warn: TriangleAlert,
  info: Info,
  quiet: CircleDashed,
  accent: Info,
}

/** The four questions that a captured webhook raises, answered in the order in which they matter. */
export function Answers({ request, deliveries }: { request: RequestDetail; deliveries: readonly DeliveryRow[] }) {
  const source = useApp(state => state.sources.find(candidate => candidate.id === request.sourceId))
  const provider = useApp(state => state.providers.find(candidate => candidate.id === request.verification.provider)?.name)
  const around = {
    provider: provider ?? request.verification.provider,
    source: source?.name ?? null,
    forwards: source?.forwardTo.length ?? 0,
  }
  // Held back by the duplicate rule, or because it was fetched and nobody has said that it may go on.
  const suppressed =
    (request.repetition === 'duplicate' || request.origin === 'backfilled') && deliveries.length === 0 && around.forwards > 0
  return (
    <dl aria-label={t.questions.label} className="grid grid-cols-1 gap-x-6 gap-y-1.5 @md:grid-cols-2">
      <Item question={t.questions.genuine} answer={genuine(request, around)} />
      <Item question={t.questions.fresh} answer={fresh(request)} />
      <Item question={t.questions.delivered} answer={delivered(request, deliveries, around)}>
        {suppressed ? (
          <Button size="small" onClick={() => void forward(request.id)}>
            {t.actions.forward}
          </Button>
        ) : null}
      </Item>
      <Item question={t.questions.content} answer={content(request)} />
    </dl>
  )
}

function Item({ question, answer, children }: { question: string; answer: Answer; children?: React.ReactNode }) {
  const Icon = icons[answer.tone]
  const loud = answer.tone !== 'quiet' && answer.tone !== 'info'
  // What is wrong is never cut, for its end says what to do. A narrow pane gives its few lines to that; what is well says so in a word,
  // and in full in its tab.
  const needed = answer.tone === 'bad' || answer.tone === 'warn'
  return (
    <div className="relative min-w-0 pl-6">
      <dt className="mr-1.5 inline text-ink-3 text-micro @md:block">
        <Icon aria-hidden className={cx('absolute top-0.5 left-0 size-4', toneText[answer.tone])} />
        {question}
      </dt>
      <dd className="inline @md:flex @md:min-w-0 @md:flex-wrap @md:items-center @md:gap-x-2">
        <span className={cx('break-words text-ink-2 @md:min-w-0', needed ? '' : '@md:line-clamp-5')} title={answer.text}>
          <span className={cx('font-medium', loud ? toneText[answer.tone] : 'text-ink')}>
            <Visible text={answer.title} />.
          </span>{' '}
          <span className={needed ? '' : 'hidden @md:inline'}>
            <Visible text={answer.text} />
          </span>
        </span>
        {answer.links?.map(id => (
          <Button
            key={id}
            size="small"
            kind="ghost"
            className="font-bytes underline underline-offset-2 @md:-ml-2"
            aria-label={`${t.meta.open} ${id}`}
            onClick={() => selectRequest(id)}
          >
            {id}
          </Button>
        ))}
        {children}
      </dd>
    </div>
  )
}

/** Sends a Request to its Source's Endpoints although the duplicate rule held it back. */
export async function forward(id: string): Promise<void> {
  try {
    const { deliveryIds } = await call('requests.forward', { id })
    if (deliveryIds.length === 0) notify({ tone: 'warn', title: t.actions.nowhere })
    else notify({ tone: 'ok', title: t.actions.forwarded(deliveryIds.length) })
  } catch (error) {
    notifyError(t.actions.failed, error)
  }
}
