import { useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { looksMasked } from '#domain/secret.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { bytes as sizeText } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { HexView } from './body/hex-view.tsx'
import { Segmented } from './body/segmented.tsx'
import { TextView } from './body/text-view.tsx'
import { looksBinary } from './body/viewer.ts'
import { DownloadLink } from './body-tab.tsx'
import { useBody } from './use-body.ts'

/** The message as it stood on the wire: request line, headers in order, body bytes with no decoding at all; and our answer. */
export function RawTab({ request }: { request: RequestDetail }) {
  const [part, setPart] = useState<'request' | 'reply'>('request')
  const [mode, setMode] = useState<'text' | 'hex' | null>(null)
  const { state, show } = useBody({ requestId: request.id }, request.size)
  const bytes = state.kind === 'ready' ? state.bytes : null
  const shown = mode ?? (bytes && looksBinary(bytes) ? 'hex' : 'text')
  const head = part === 'request' ? requestHead(request) : replyHead(request)
  const masked = part === 'request' && looksMasked(head)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-3 py-2">
        <Segmented
          label={t.raw.parts}
          value={part}
          options={[
            { value: 'request', label: t.raw.label },
            { value: 'reply', label: t.raw.reply },
          ]}
          onChange={setPart}
        />
        {part === 'request' && bytes && bytes.length > 0 ? (
          <Segmented
            label={t.raw.show}
            value={shown}
            options={[
              { value: 'text', label: t.raw.text },
              { value: 'hex', label: t.raw.hex },
            ]}
            onChange={setMode}
          />
        ) : null}
        <span className="flex-1" />
        <Copy what={t.raw.copy} value={() => `${head}\n\n${part === 'reply' ? request.reply.body : bytes ? asText(bytes) : ''}`} />
        {part === 'request' && request.size > 0 ? <DownloadLink id={{ requestId: request.id }} name={`${request.id}.bin`} /> : null}
      </div>
      {masked ? <p className="shrink-0 px-3 pb-1 text-ink-2 text-small">{t.raw.masked}</p> : null}
      <div className="max-h-[45%] min-h-20 shrink-0 border-line border-y bg-sunken">
        <TextView text={head} label={t.raw.head} />
      </div>
      <div className="min-h-0 flex-1">
        {part === 'reply' ? (
          <TextView text={request.reply.body} />
        ) : state.kind === 'ask' ? (
          <div className="flex items-center gap-3 p-3">
            <span>{t.viewer.large.title(sizeText(request.size))}</span>
            <Button onClick={show}>{t.viewer.large.show}</Button>
          </div>
        ) : state.kind === 'failed' ? (
          <div className="p-3">
            <Notice tone="bad" title={t.viewer.failed} actions={<Button onClick={show}>{t.viewer.retry}</Button>}>
              {state.message}
            </Notice>
          </div>
        ) : bytes === null ? (
          <p className="p-3 text-ink-2">{t.viewer.loading}</p>
        ) : bytes.length === 0 ? (
          <p className="p-3 text-ink-2">{t.viewer.empty.title}</p>
        ) : shown === 'hex' ? (
          <HexView bytes={bytes} />
        ) : (
          <TextView text={asText(bytes)} />
        )}
      </div>
    </div>
  )
}

const asText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
const lines = (headers: RequestDetail['headers']): string[] => headers.map(([name, value]) => `${name}: ${value}`)
const requestHead = (request: RequestDetail): string =>
  [`${request.method} ${request.target} HTTP/${request.httpVersion}`, ...lines(request.headers)].join('\n')
const replyHead = ({ reply, httpVersion }: RequestDetail): string =>
  [`HTTP/${httpVersion} ${reply.status}`, ...lines(reply.headers)].join('\n')
