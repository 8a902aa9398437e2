import { useMemo, useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { looksMasked } from '#domain/secret.ts'
import { detailText as t } from '../../strings/detail.ts'
import { inspectText } from '../../strings/inspect.ts'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { bytes as sizeText } from '../../ui/format.ts'
import { HexView } from './body/hex-view.tsx'
import { type Hiding, hiddenRanges, hideText } from './body/hidden.ts'
import { codings } from './body/inflate.ts'
import { Segmented } from './body/segmented.tsx'
import { TextView } from './body/text-view.tsx'
import { looksBinary } from './body/viewer.ts'
import { BodyFailed, BodyLoading } from './body-waiting.tsx'
import { DownloadLink } from './download.tsx'
import type { RequestReveal } from './request-reveal.ts'
import { RevealBar } from './reveal-bar.tsx'
import { useBody } from './use-body.ts'
import { replyHead, requestHead, wireBytes } from './wire.ts'

const nothing = new Uint8Array()

/** The message as it stood on the wire: request line, headers in order, body bytes with no decoding at all; and our answer. */
export function RawTab({ request, reveal }: { request: RequestDetail; reveal: RequestReveal }) {
  const [part, setPart] = useState<'request' | 'reply'>('request')
  const [mode, setMode] = useState<'text' | 'hex' | null>(null)
  const { state, show, stop } = useBody({ requestId: request.id }, request.size)
  const bytes = state.kind === 'ready' ? state.bytes : null
  const shown = mode ?? (bytes && looksBinary(bytes) ? 'hex' : 'text')
  const { clear } = reveal
  const hidden = useHidden(request, bytes, clear !== null)
  const own = part === 'request'
  const head = own ? requestHead(request, clear) : replyHead(request)
  const masked = own && (hidden.some || hidden.found || looksMasked(requestHead(request, null).join('\n')))
  const body = bytes === null || hidden.sealed ? nothing : bytes
  const text = own ? hidden.text : request.reply.body
  const wire = useMemo(() => {
    if (shown !== 'hex') return { bytes: nothing, hidden: [] }
    const reply = new TextEncoder().encode(request.reply.body)
    return own ? wireBytes(requestHead(request, clear), body, hidden.ranges) : wireBytes(replyHead(request), reply, [])
  }, [shown, own, request, clear, body, hidden.ranges])
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
        <Segmented
          label={t.raw.show}
          value={shown}
          options={[
            { value: 'text', label: t.raw.text },
            { value: 'hex', label: t.raw.hex },
          ]}
          onChange={setMode}
        />
        <span className="flex-1" />
        <Copy what={t.raw.copy} value={() => `${head.join('\r\n')}\r\n\r\n${text}`} />
        {own && request.size > 0 ? (
          <DownloadLink id={{ requestId: request.id }} name={`${request.id}.bin`} hidden={hidden.some} reveal={reveal} />
        ) : null}
      </div>
      {masked ? (
        <div className="shrink-0 px-3 pb-2">
          <RevealBar reveal={reveal} hidden={hidden.sentence} />
        </div>
      ) : null}
      {shown === 'hex' ? (
        <div className="min-h-0 flex-1 border-line border-t">
          <HexView bytes={wire.bytes} hidden={wire.hidden} label={t.raw.head} />
        </div>
      ) : (
        <div className="max-h-[60%] min-h-20 shrink-0 border-line border-y bg-sunken">
          <TextView text={head.join('\n')} label={t.raw.head} />
        </div>
      )}
      {own && state.kind === 'ask' ? (
        <div className="flex shrink-0 items-center gap-3 p-3">
          <span>{t.viewer.large.title(sizeText(request.size))}</span>
          <Button onClick={show}>{t.viewer.large.show}</Button>
        </div>
      ) : own && state.kind === 'failed' ? (
        <BodyFailed message={state.message} onRetry={show} />
      ) : own && state.kind === 'loading' ? (
        <BodyLoading state={state} onStop={stop} />
      ) : shown === 'hex' ? null : (
        <div className="min-h-0 flex-1">
          {own && request.size === 0 ? <p className="p-3 text-ink-2">{t.viewer.empty.title}</p> : <TextView text={text} />}
        </div>
      )}
    </div>
  )
}

/** What of the body is hidden, as text and as bytes. */
function useHidden(request: RequestDetail, bytes: Uint8Array | null, clear: boolean) {
  const header = (wanted: string) => request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
  const contentType = header('content-type')
  const coded = codings(header('content-encoding')).length > 0
  const marked = request.bodyCredentials
  const hiding = useMemo<Hiding>(() => ({ marked, contentType }), [marked, contentType])
  const found = useMemo(() => (bytes === null ? [] : hiddenRanges(hiding, bytes)), [hiding, bytes])
  // Compressed bytes cannot be hidden in part, and what they hold is not seen without undoing them.
  const sealed = coded && !clear && marked.names.length > 0
  const text = useMemo(
    () => (bytes === null || sealed ? '' : hideText(clear ? null : hiding, asText(bytes)).text),
    [bytes, sealed, clear, hiding],
  )
  const names = marked.names.join(', ')
  return {
    some: !clear && (sealed || found.length > 0 || (bytes === null && marked.names.length > 0 && request.size > 0)),
    /** Also when it is revealed: then it can be hidden again. */
    found: found.length > 0 || (coded && marked.names.length > 0),
    sealed,
    ranges: clear ? none : found,
    text,
    sentence: sealed
      ? inspectText.hidden.compressed(names)
      : found.length > 0
        ? inspectText.hidden.body(names)
        : inspectText.hidden.headers,
  }
}

const none: ReturnType<typeof hiddenRanges> = []
const asText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
