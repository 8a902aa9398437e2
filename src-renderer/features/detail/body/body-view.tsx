import { useState } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { Empty } from '../../../ui/empty.tsx'
import { bytes as sizeText } from '../../../ui/format.ts'
import { Notice } from '../../../ui/notice.tsx'
import { decodeText, parameter } from './charset.ts'
import { FormView } from './form-view.tsx'
import { HexView } from './hex-view.tsx'
import { ImageView } from './image-view.tsx'
import { codings } from './inflate.ts'
import { JsonView } from './json-view.tsx'
import { MultipartView } from './multipart-view.tsx'
import { Segmented } from './segmented.tsx'
import { DecodedText } from './text-body.tsx'
import { useInflated } from './use-inflated.ts'
import { chooseViewer, imageType, type ViewerName } from './viewer.ts'

type Bytes = Uint8Array<ArrayBuffer>

interface BodyViewProps {
  bytes: Bytes
  contentType: string | undefined
  contentEncoding?: string | undefined
  /** Buttons at the end of the bar. */
  actions?: React.ReactNode
  /** A part inside a multipart body: it may not hold another one open, and takes its own height. */
  nested?: boolean
}

/**
 * A body by what it is, with a switch to look at it otherwise. Nothing captured is ever rendered as markup: text becomes text nodes,
 * and only four bitmap formats are drawn.
 */
export function BodyView({ bytes, contentType, contentEncoding, actions, nested = false }: BodyViewProps) {
  const encodings = codings(contentEncoding)
  const [asSent, setAsSent] = useState(false)
  const inflated = useInflated(bytes, encodings)
  if (bytes.length === 0) return <Empty title={t.viewer.empty.title}>{t.viewer.empty.text}</Empty>
  if (encodings.length === 0) return <Viewers bytes={bytes} contentType={contentType} actions={actions} nested={nested} />
  if (inflated === null) return <p className="p-3 text-ink-2">{t.viewer.loading}</p>
  const names = encodings.join(', ')
  if (!inflated.ok) {
    const refusal = <Notice tone="warn">{t.viewer.encoding[inflated.reason](inflated.encoding)}</Notice>
    return <Viewers bytes={bytes} contentType="application/octet-stream" actions={actions} nested={nested} above={refusal} />
  }
  return (
    <Viewers
      key={String(asSent)}
      bytes={asSent ? bytes : inflated.bytes}
      contentType={asSent ? 'application/octet-stream' : contentType}
      actions={actions}
      nested={nested}
      above={
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
          <span>{t.viewer.encoding.sizes(names, sizeText(bytes.length), sizeText(inflated.bytes.length))}</span>
        </div>
      }
    />
  )
}

function Viewers(props: {
  bytes: Bytes
  contentType: string | undefined
  actions?: React.ReactNode
  nested: boolean
  above?: React.ReactNode
}) {
  const { bytes, contentType, actions, nested, above } = props
  const choice = chooseViewer(contentType, bytes)
  const offered = nested ? choice.offered.filter(name => name !== 'multipart') : choice.offered
  const own = offered.includes(choice.viewer) ? choice.viewer : 'text'
  const [chosen, setChosen] = useState<ViewerName | null>(null)
  const viewer = chosen !== null && offered.includes(chosen) ? chosen : own
  return (
    <div className={nested ? 'flex max-h-96 flex-col' : 'flex h-full min-h-0 flex-col'}>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-3 pt-2">
        <Segmented
          label={t.viewer.label}
          value={viewer}
          options={offered.map(value => ({ value, label: t.viewer.names[value] }))}
          onChange={setChosen}
        />
        <span className="flex-1" />
        {actions}
      </div>
      {above ? <div className="shrink-0 px-3 pt-2">{above}</div> : null}
      <div className="min-h-0 flex-1">
        <One viewer={viewer} bytes={bytes} contentType={contentType} />
      </div>
    </div>
  )
}

function One({ viewer, bytes, contentType }: { viewer: ViewerName; bytes: Bytes; contentType: string | undefined }) {
  switch (viewer) {
    case 'json':
    case 'pretty':
      // No charset: RFC 8259 knows JSON in UTF-8 only, and that is how the core reads it too.
      return <DecodedText decoded={decodeText(bytes)}>{text => <JsonView text={text} pretty={viewer === 'pretty'} />}</DecodedText>
    case 'form':
      return <DecodedText decoded={decodeText(bytes)}>{text => <FormView text={text} />}</DecodedText>
    case 'multipart':
      return <MultipartView bytes={bytes} boundary={parameter(contentType ?? '', 'boundary')} />
    case 'image':
      return <ImageView bytes={bytes} type={imageType(bytes) ?? 'image/png'} />
    case 'hex':
      return <HexView bytes={bytes} />
    case 'text':
      return <DecodedText decoded={decodeText(bytes, parameter(contentType ?? '', 'charset'))} />
  }
}
