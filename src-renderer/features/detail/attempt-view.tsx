import { ChevronRight } from 'lucide-react'
import type { Attempt } from '#contract/deliveries.ts'
import { detailText as t } from '../../strings/detail.ts'
import { exactTime } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { LoadedBody } from './body-tab.tsx'
import { PairTable } from './pair-table.tsx'

/** One HTTP try: what was sent, what came back. */
export function AttemptView({ attempt }: { attempt: Attempt }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2 text-small">{exactTime(attempt.at)}</p>
      {attempt.error === null ? null : <Notice tone="bad">{attempt.error}</Notice>}
      {attempt.note === null ? null : <Notice>{attempt.note}</Notice>}
      {attempt.status === null ? (
        attempt.error === null ? (
          <p className="text-ink-2">{t.deliveries.noResponse}</p>
        ) : null
      ) : (
        <Fold title={t.deliveries.response} open>
          {attempt.responseBody === '' ? (
            <p className="p-3 text-ink-2">{t.deliveries.emptyResponse}</p>
          ) : (
            <LoadedBody
              nested
              id={{ attemptId: attempt.id, part: 'response' }}
              size={null}
              headers={attempt.responseHeaders}
              name={`${attempt.id}.bin`}
            />
          )}
        </Fold>
      )}
      {attempt.status === null ? null : (
        <Fold title={`${t.deliveries.responseHeaders} (${attempt.responseHeaders.length})`}>
          <HeaderRows caption={t.deliveries.responseHeaders} rows={attempt.responseHeaders} />
        </Fold>
      )}
      <Fold title={`${t.deliveries.requestHeaders} (${attempt.requestHeaders.length})`}>
        <HeaderRows caption={t.deliveries.requestHeaders} rows={attempt.requestHeaders} />
      </Fold>
    </div>
  )
}

function HeaderRows({ caption, rows }: { caption: string; rows: Attempt['requestHeaders'] }) {
  return (
    <PairTable caption={caption} name={t.headers.name} value={t.headers.value} rows={rows} what={t.headers.valueOf} none={t.headers.none} />
  )
}

function Fold({ title, open = false, children }: { title: string; open?: boolean; children: React.ReactNode }) {
  return (
    <details open={open} className="group/fold overflow-hidden rounded-panel border border-line">
      <summary className="flex h-8 cursor-default list-none items-center gap-1 px-2 font-medium hover:bg-hover focus-visible:-outline-offset-2">
        <ChevronRight aria-hidden className="size-4 text-ink-3 group-open/fold:rotate-90" />
        {title}
      </summary>
      <div className="border-line border-t">{children}</div>
    </details>
  )
}
