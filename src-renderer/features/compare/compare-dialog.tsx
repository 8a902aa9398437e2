import { ArrowLeftRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ComparedMessage, ComparisonResult } from '#contract/compare.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { selectRequest } from '../../state/selection.ts'
import { openDialog } from '../../state/ui.ts'
import { compareText as t } from '../../strings/compare.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { exactTime } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { Visible } from '../../ui/visible.tsx'
import { Segmented } from '../detail/body/segmented.tsx'
import { BodyDifference } from './body.tsx'
import { FieldTable } from './fields.tsx'

/** Two Requests or Attempts, by their ids, side by side. */
export function CompareDialog({ a, b, onClose }: { a: string; b: string; onClose(): void }) {
  const [result, setResult] = useState<{ of: string; compared: ComparisonResult | null; error: string | null } | null>(null)
  const of = `${a} ${b}`
  useEffect(() => {
    let wanted = true
    call('requests.compare', { a, b }).then(
      compared => wanted && setResult({ of, compared, error: null }),
      error => wanted && setResult({ of, compared: null, error: messageOf(error) }),
    )
    return () => {
      wanted = false
    }
  }, [a, b, of])
  const now = result?.of === of ? result : null
  return (
    <Dialog open onClose={onClose} title={t.title} width="full">
      {now === null ? (
        <p role="status" className="text-ink-2">
          {t.loading}
        </p>
      ) : now.compared ? (
        <Compared compared={now.compared} onSwap={() => openDialog({ kind: 'compare', a: b, b: a })} onClose={onClose} />
      ) : (
        <Notice tone="bad" title={t.failed}>
          {now.error}
        </Notice>
      )}
    </Dialog>
  )
}

function Compared({ compared, onSwap, onClose }: { compared: ComparisonResult; onSwap(): void; onClose(): void }) {
  const [part, setPart] = useState<'request' | 'response'>('request')
  const [only, setOnly] = useState(true)
  const message = compared[part]
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-start gap-3">
        <Side side={compared.a} label={t.left} onClose={onClose} />
        <IconButton label={t.swap} icon={<ArrowLeftRight />} onClick={onSwap} />
        <Side side={compared.b} label={t.right} onClose={onClose} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-y py-2">
        <Segmented
          label={t.part}
          value={part}
          options={[
            { value: 'request', label: t.parts.request },
            { value: 'response', label: t.parts.response },
          ]}
          onChange={setPart}
        />
        <Switch label={t.onlyDifferences} checked={only} onChange={setOnly} />
      </div>
      {message ? <Parts message={message} only={only} /> : <p className="text-ink-2">{t.noResponse}</p>}
    </>
  )
}

function Side({ side, label, onClose }: { side: ComparisonResult['a']; label: string; onClose(): void }) {
  return (
    <section aria-label={label} className="min-w-0 rounded-panel border border-line bg-panel px-3 py-2">
      <p className="truncate font-bytes text-small" title={side.target}>
        <span className="text-accent-ink">{side.method}</span> <Visible text={side.target} />
      </p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-2 text-small">
        <span>{t.kinds[side.kind]}</span>
        {side.eventType === null ? null : (
          <span>
            <Visible text={side.eventType} />
          </span>
        )}
        <span>{exactTime(side.at)}</span>
        <span>{t.answered(side.status)}</span>
        {side.kind === 'request' ? (
          <Button
            size="small"
            kind="ghost"
            className="-ml-2 font-bytes underline underline-offset-2"
            aria-label={`${t.open} ${side.id}`}
            onClick={() => {
              onClose()
              selectRequest(side.id)
            }}
          >
            {side.id}
          </Button>
        ) : null}
      </p>
    </section>
  )
}

function Parts({ message, only }: { message: ComparedMessage; only: boolean }) {
  return (
    <>
      <FieldTable title={t.headers} fields={message.headers} only={only} />
      {message.query.length > 0 ? <FieldTable title={t.query} fields={message.query} only={only} /> : null}
      <BodyDifference body={message.body} only={only} />
    </>
  )
}
