import { useMemo, useState } from 'react'
import type { BodyCredentials } from '#domain/redact-body.ts'
import type { BodyId } from '../../../link/bodies.ts'
import { detailText as t } from '../../../strings/detail.ts'
import { inspectText } from '../../../strings/inspect.ts'
import { Empty } from '../../../ui/empty.tsx'
import { bytes as sizeText } from '../../../ui/format.ts'
import { Notice } from '../../../ui/notice.tsx'
import { RevealBar } from '../reveal-bar.tsx'
import type { Reveal } from '../use-reveal.ts'
import { decodeText, parameter } from './charset.ts'
import { type Hiding, hiddenRanges, hideText } from './hidden.ts'
import { codings } from './inflate.ts'
import { Segmented } from './segmented.tsx'
import { useInflated } from './use-inflated.ts'
import { type Shown, Viewers } from './viewers.tsx'

type Bytes = Uint8Array<ArrayBuffer>

interface BodyViewProps {
  /** By what the core knows the body; null for a part of one. */
  id: BodyId | null
  bytes: Bytes
  contentType: string | undefined
  contentEncoding?: string | undefined
  /** What of it is hidden until revealed. */
  marked: BodyCredentials
  /** Null inside a body whose own bar reveals it. */
  reveal: Reveal | null
  clear: boolean
  /** Buttons at the end of the bar. */
  actions?: (shown: Shown) => React.ReactNode
  /** A part inside a multipart body: it may not hold another one open, and takes its own height. */
  nested?: boolean
}

/**
 * A body by what it is, with a switch to look at it otherwise. Nothing captured is ever rendered as markup: text becomes text nodes,
 * and only four bitmap formats are drawn. Credentials that the provider marks are hidden until somebody asks for them.
 */
export function BodyView(props: BodyViewProps) {
  const { id, bytes, contentType, contentEncoding, marked, reveal, clear, actions, nested = false } = props
  const encodings = codings(contentEncoding)
  const [asSent, setAsSent] = useState(false)
  const inflated = useInflated(bytes, encodings, id)
  const decoded = encodings.length === 0 ? bytes : inflated?.ok ? inflated.bytes : null
  // An object that stays the same while what it says does: texts and ranges are worked out from it.
  const names = marked.names.join('\n')
  const { formPayload } = marked
  const hiding = useMemo<Hiding>(
    () => ({ marked: { names: names === '' ? [] : names.split('\n'), formPayload }, contentType }),
    [names, formPayload, contentType],
  )
  const present = useMemo(() => decoded !== null && hiddenRanges(hiding, decoded).length > 0, [hiding, decoded])
  if (bytes.length === 0) return <Empty title={t.viewer.empty.title}>{t.viewer.empty.text}</Empty>
  if (encodings.length > 0 && inflated === null) return <p className="p-3 text-ink-2">{t.viewer.loading}</p>

  const covered = present && !clear
  const shown: Shown = {
    hidden: covered,
    text: () => hideText(covered ? hiding : null, decodeText(decoded ?? bytes, parameter(contentType ?? '', 'charset')).text).text,
  }
  const bar =
    present && reveal ? (
      <RevealBar
        reveal={reveal}
        hidden={asSent ? inspectText.hidden.compressed(marked.names.join(', ')) : inspectText.hidden.body(marked.names.join(', '))}
      />
    ) : null
  const common = { actions: actions?.(shown), nested, hiding: covered ? hiding : null, clear, marked }
  if (encodings.length === 0) return <Viewers {...common} bytes={bytes} contentType={contentType} above={bar} />
  if (!inflated?.ok) {
    const refusal = inflated ? <Notice tone="warn">{t.viewer.encoding[inflated.reason](inflated.encoding)}</Notice> : null
    return <Viewers {...common} bytes={bytes} contentType="application/octet-stream" above={refusal} />
  }
  return (
    <Viewers
      {...common}
      key={String(asSent)}
      bytes={asSent ? bytes : inflated.bytes}
      contentType={asSent ? 'application/octet-stream' : contentType}
      // What is compressed cannot be hidden in part.
      sealed={asSent && covered}
      above={
        <>
          {bar}
          <div className="flex flex-wrap items-center gap-2 text-ink-2 text-small">
            <Segmented
              label={t.viewer.encoding.label}
              value={asSent ? 'raw' : 'decoded'}
              options={[
                { value: 'decoded', label: t.viewer.encoding.decoded },
                { value: 'raw', label: t.viewer.encoding.raw },
              ]}
              onChange={value => setAsSent(value === 'raw')}
            />
            <span>{t.viewer.encoding.sizes(encodings.join(', '), sizeText(bytes.length), sizeText(inflated.bytes.length))}</span>
          </div>
        </>
      }
    />
  )
}
