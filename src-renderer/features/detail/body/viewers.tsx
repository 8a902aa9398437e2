import { useMemo, useState } from 'react'
import type { BodyCredentials } from '#domain/redact-body.ts'
import { detailText as t } from '../../../strings/detail.ts'
import { decodeText, parameter } from './charset.ts'
import { FindBar, FindButton, type Finder } from './find-bar.tsx'
import { FormView } from './form-view.tsx'
import { HexView } from './hex-view.tsx'
import { type Hiding, hiddenRanges } from './hidden.ts'
import { ImageView } from './image-view.tsx'
import { JsonView } from './json-view.tsx'
import { MultipartView } from './multipart-view.tsx'
import { Segmented } from './segmented.tsx'
import { DecodedText } from './text-body.tsx'
import { useFinder } from './use-finder.ts'
import { chooseViewer, imageType, type ViewerName } from './viewer.ts'
import { XmlView } from './xml-view.tsx'

type Bytes = Uint8Array<ArrayBuffer>

/** What the buttons beside a body work on. */
export interface Shown {
  /** Some of it is hidden. */
  readonly hidden: boolean
  /** The text as it is shown. */
  text(): string
}

interface Looked {
  bytes: Bytes
  contentType: string | undefined
  /** Null = everything is shown. */
  hiding: Hiding | null
  marked: BodyCredentials
  clear: boolean
}

const FINDABLE: readonly ViewerName[] = ['json', 'pretty', 'xml', 'text']

/** One body by its fitting viewer, the switch to the others, and the search. */
export function Viewers(
  props: Looked & {
    actions?: React.ReactNode
    nested: boolean
    above?: React.ReactNode /** Nothing of it may be shown. */
    sealed?: boolean
  },
) {
  const { bytes, contentType, actions, nested, above, sealed = false } = props
  const choice = useMemo(() => chooseViewer(contentType, bytes), [contentType, bytes])
  const offered = nested ? choice.offered.filter(name => name !== 'multipart') : choice.offered
  const own = offered.includes(choice.viewer) ? choice.viewer : 'text'
  const [chosen, setChosen] = useState<ViewerName | null>(null)
  const viewer = chosen !== null && offered.includes(chosen) ? chosen : own
  const finder = useFinder()
  const findable = FINDABLE.includes(viewer) && !sealed
  const finding = finder.query !== null
  const [found, setFound] = useState(false)
  if (finding && !found) setFound(true)
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
        {findable && !finding ? <FindButton finder={finder} closed={found} onLeave={() => setFound(false)} /> : null}
        {actions}
        {findable && finding ? <FindBar finder={finder} /> : null}
      </div>
      {above ? <div className="flex shrink-0 flex-col gap-2 px-3 pt-2">{above}</div> : null}
      <div className="min-h-0 flex-1">{sealed ? null : <One {...props} viewer={viewer} finder={finder} />}</div>
    </div>
  )
}

function One({ viewer, bytes, contentType, hiding, marked, clear, finder }: Looked & { viewer: ViewerName; finder: Finder }) {
  const charset = parameter(contentType ?? '', 'charset')
  switch (viewer) {
    case 'json':
    case 'pretty':
      // No charset: RFC 8259 knows JSON in UTF-8 only, and that is how the core reads it too.
      return (
        <Text bytes={bytes} hiding={hiding} finder={finder}>
          {(shown, original) => <JsonView shown={shown} original={original} pretty={viewer === 'pretty'} finder={finder} />}
        </Text>
      )
    case 'form':
      return (
        <Text bytes={bytes} hiding={hiding} finder={finder}>
          {shown => <FormView text={shown.text} />}
        </Text>
      )
    case 'xml':
      return (
        <Text bytes={bytes} charset={charset} hiding={hiding} finder={finder}>
          {shown => <XmlView text={shown.text} finder={finder} />}
        </Text>
      )
    case 'multipart':
      return <MultipartView bytes={bytes} boundary={parameter(contentType ?? '', 'boundary')} marked={marked} clear={clear} />
    case 'image':
      return <ImageView bytes={bytes} type={imageType(bytes) ?? 'image/png'} />
    case 'hex':
      return <HexView bytes={bytes} hidden={hiddenRanges(hiding, bytes)} />
    case 'text':
      return <Text bytes={bytes} charset={charset} hiding={hiding} finder={finder} />
  }
}

function Text({
  bytes,
  charset,
  ...rest
}: { bytes: Bytes; charset?: string | undefined } & Omit<React.ComponentProps<typeof DecodedText>, 'decoded'>) {
  const decoded = useMemo(() => decodeText(bytes, charset), [bytes, charset])
  return <DecodedText {...rest} decoded={decoded} />
}
