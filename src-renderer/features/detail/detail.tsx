import { useState } from 'react'
import type { DeliveryRow } from '#contract/deliveries.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { detailText as t } from '../../strings/detail.ts'
import { eventsText } from '../../strings/events.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { EventTab, hasTimeline } from '../events/event-tab.tsx'
import { LoadedBody } from './body-tab.tsx'
import { DeliveriesTab } from './deliveries-tab.tsx'
import { Header } from './header.tsx'
import { HeadersTab } from './headers-tab.tsx'
import { RawTab } from './raw-tab.tsx'
import { type RequestReveal, useRequestReveal } from './request-reveal.ts'
import { Timing } from './timing-view.tsx'
import { useDeliveries } from './use-deliveries.ts'
import { useRequest } from './use-request.ts'
import { type TabName, useTab } from './use-tab.ts'
import { VerificationTab } from './verification-tab.tsx'

/** The detail of one Request: four answers, then its parts in tabs. Follows the core's events while it is open. */
export function Detail({ requestId }: { requestId: string }) {
  const { state, reload } = useRequest(requestId)
  switch (state.kind) {
    case 'loading':
      return (
        <p role="status" className="p-3 text-ink-2">
          {t.loading}
        </p>
      )
    case 'gone':
      return <Empty title={t.gone.title}>{t.gone.text}</Empty>
    case 'failed':
      return (
        <Empty title={t.failed.title} actions={<Button onClick={reload}>{t.failed.retry}</Button>}>
          {state.message}
        </Empty>
      )
    case 'ready':
      return <Ready request={state.request} busy={state.request.id !== requestId} />
  }
}

function Ready({ request, busy }: { request: RequestDetail; busy: boolean }) {
  const deliveries = useDeliveries(request.id)
  const [tab, setTab] = useTab()
  const [sendings, setSendings] = useState(0)
  const reveal = useRequestReveal(request)
  return (
    <article aria-label={t.region} aria-busy={busy} className="@container flex h-full min-h-0 flex-col overflow-y-auto">
      <Header
        request={request}
        deliveries={deliveries}
        onSent={() => {
          setSendings(before => before + 1)
          setTab('deliveries')
        }}
      />
      <Tabs<TabName>
        label={t.tabs.label}
        value={tab === 'event' && !hasTimeline(request) ? 'body' : tab}
        onChange={setTab}
        className="min-h-72 flex-1 [&_[role=tab]]:px-1 [&_[role=tab]]:text-small @md:[&_[role=tab]]:px-2.5 @md:[&_[role=tab]]:text-ui"
        tabs={tabs(request, deliveries, sendings, reveal)}
      />
    </article>
  )
}

function tabs(request: RequestDetail, deliveries: readonly DeliveryRow[], sendings: number, reveal: RequestReveal) {
  const failed = deliveries.some(row => row.state === 'failed')
  return [
    {
      id: 'body' as const,
      label: t.tabs.body,
      content: (
        <LoadedBody
          key={request.id}
          id={{ requestId: request.id }}
          size={request.size}
          headers={request.headers}
          marked={request.bodyCredentials}
          reveal={reveal}
          name={`${request.id}.bin`}
        />
      ),
    },
    { id: 'headers' as const, label: t.tabs.headers, content: <HeadersTab request={request} reveal={reveal} /> },
    { id: 'verification' as const, label: t.tabs.verification, content: <VerificationTab request={request} /> },
    {
      id: 'deliveries' as const,
      label: t.tabs.deliveries,
      badge:
        deliveries.length > 0 ? (
          <span className="hidden @md:contents">
            <Badge tone={failed ? 'bad' : 'quiet'}>{deliveries.length}</Badge>
          </span>
        ) : undefined,
      // A sending puts the newest Delivery in front, whichever was being looked at.
      content: (
        <>
          <div className="px-3 pt-3">
            <Timing key={request.id} request={request} rows={deliveries} />
          </div>
          <DeliveriesTab key={`${request.id} ${sendings}`} rows={deliveries} />
        </>
      ),
    },
    ...(hasTimeline(request)
      ? [{ id: 'event' as const, label: eventsText.tab, content: <EventTab key={request.id} request={request} /> }]
      : []),
    { id: 'raw' as const, label: t.tabs.raw, content: <RawTab key={request.id} request={request} reveal={reveal} /> },
  ]
}
