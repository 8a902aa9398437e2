import type { RequestDetail } from '#contract/requests.ts'
import { looksMasked } from '#domain/secret.ts'
import { detailText as t } from '../../strings/detail.ts'
import { inspectText } from '../../strings/inspect.ts'
import { CopyButton } from '../../ui/copy.tsx'
import { PairTable } from './pair-table.tsx'
import type { RequestReveal } from './request-reveal.ts'
import { RevealBar } from './reveal-bar.tsx'

/** Headers in order of arrival with their exact names, and the query parameters. Captured credentials are hidden until revealed. */
export function HeadersTab({ request, reveal }: { request: RequestDetail; reveal: RequestReveal }) {
  const masked = [...request.headers, ...request.query].some(([, value]) => looksMasked(value))
  const { headers, query } = reveal.clear ?? request
  return (
    <div className="pb-3">
      <div className="flex flex-wrap items-center gap-2 px-3 py-2">
        <div className="min-w-0 flex-1 basis-64">{masked ? <RevealBar reveal={reveal} hidden={inspectText.hidden.headers} /> : null}</div>
        <CopyButton size="small" value={() => headers.map(([name, value]) => `${name}: ${value}`).join('\n')}>
          {t.headers.copyAll}
        </CopyButton>
      </div>
      <PairTable
        caption={t.headers.caption}
        name={t.headers.name}
        value={t.headers.value}
        rows={headers}
        what={t.headers.valueOf}
        none={t.headers.none}
        meanings={request.headerMeanings}
      />
      {request.strippedCookies.length > 0 ? (
        <p className="px-3 pt-2 text-ink-2 text-small">{t.headers.cookies(request.strippedCookies.join(', '))}</p>
      ) : null}
      {query.length > 0 ? (
        <section>
          <h3 className="px-3 pt-4 pb-1 font-medium">{t.headers.query}</h3>
          <PairTable
            caption={t.headers.query}
            name={t.headers.name}
            value={t.headers.value}
            rows={query}
            what={t.headers.valueOf}
            none=""
          />
        </section>
      ) : null}
    </div>
  )
}
