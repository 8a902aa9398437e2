import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Attempt } from '#contract/deliveries.ts'
import type { BodyCredentials } from '#domain/redact-body.ts'
import { looksMasked } from '#domain/secret.ts'
import { call } from '../../state/api.ts'
import { detailText as t } from '../../strings/detail.ts'
import { inspectText } from '../../strings/inspect.ts'
import { Copy } from '../../ui/copy.tsx'
import { exactTime } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { LoadedBody } from './body-tab.tsx'
import { PairTable } from './pair-table.tsx'
import { RevealBar } from './reveal-bar.tsx'
import { useReveal } from './use-reveal.ts'

/** One HTTP try: what was sent, what came back. `url`: the Delivery's, which is shown already. */
export function AttemptView({ attempt, url, marked }: { attempt: Attempt; url: string; marked: BodyCredentials }) {
  const reveal = useReveal(attempt.id, () => call('attempts.reveal', { id: attempt.id }))
  const { requestHeaders, responseHeaders, url: sentTo } = reveal.clear ?? attempt
  const headersTitle = t.deliveries.requestHeaders(attempt.sent)
  const masked = looksMasked(attempt.url) || [...attempt.requestHeaders, ...attempt.responseHeaders].some(([, value]) => looksMasked(value))
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2 text-small">{exactTime(attempt.at)}</p>
      {sentTo === url ? null : (
        <p className="flex min-w-0 items-center gap-2">
          <span className="shrink-0 text-ink-3">{t.deliveries.sentTo(attempt.sent)}</span>
          <code className="min-w-0 truncate" title={sentTo}>
            {sentTo}
          </code>
          <Copy value={sentTo} what={t.deliveries.url} />
        </p>
      )}
      {attempt.error === null ? null : <Notice tone="bad">{attempt.error}</Notice>}
      {attempt.note === null ? null : <Notice>{attempt.note}</Notice>}
      {masked ? <RevealBar reveal={reveal} hidden={inspectText.hidden.headers} /> : null}
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
              marked={marked}
              reveal={reveal}
              name={`${attempt.id}-response.bin`}
            />
          )}
        </Fold>
      )}
      {attempt.status === null ? null : (
        <Fold title={`${t.deliveries.responseHeaders} (${attempt.responseHeaders.length})`}>
          <HeaderRows caption={t.deliveries.responseHeaders} rows={responseHeaders} />
        </Fold>
      )}
      <Fold title={`${headersTitle} (${attempt.requestHeaders.length})`}>
        <HeaderRows caption={headersTitle} rows={requestHeaders} />
      </Fold>
      <LazyFold title={inspectText.requestBody(attempt.sent)}>
        <LoadedBody
          nested
          id={{ attemptId: attempt.id, part: 'request' }}
          size={null}
          headers={attempt.requestHeaders}
          marked={marked}
          reveal={reveal}
          name={`${attempt.id}-request.bin`}
        />
      </LazyFold>
    </div>
  )
}

function HeaderRows({ caption, rows }: { caption: string; rows: Attempt['requestHeaders'] }) {
  return (
    <PairTable caption={caption} name={t.headers.name} value={t.headers.value} rows={rows} what={t.headers.valueOf} none={t.headers.none} />
  )
}

/** What is in it loads when it is first opened. */
function LazyFold({ title, children }: { title: string; children: React.ReactNode }) {
  const [opened, setOpened] = useState(false)
  return (
    <Fold title={title} onOpen={() => setOpened(true)}>
      {opened ? children : null}
    </Fold>
  )
}

function Fold(props: { title: string; open?: boolean; onOpen?(): void; children: React.ReactNode }) {
  const { title, open = false, onOpen, children } = props
  return (
    <details
      open={open}
      onToggle={event => event.currentTarget.open && onOpen?.()}
      className="group/fold overflow-hidden rounded-control border border-line"
    >
      <summary className="flex h-8 cursor-default list-none items-center gap-1.5 px-2 font-medium hover:bg-hover focus-visible:-outline-offset-2">
        <ChevronRight aria-hidden className="size-4 text-ink-3 group-open/fold:rotate-90" />
        {title}
      </summary>
      <div className="border-line border-t">{children}</div>
    </details>
  )
}
