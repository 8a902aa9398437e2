import { useMemo } from 'react'
import { type Part, parseMultipart, partHeader, partName } from '#domain/http/multipart.ts'
import { type BodyCredentials, MASK } from '#domain/redact-body.ts'
import { detailText as t } from '../../../strings/detail.ts'
import { Copy } from '../../../ui/copy.tsx'
import { bytes as sizeText } from '../../../ui/format.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Visible } from '../../../ui/visible.tsx'
import { BodyView } from './body-view.tsx'
import { ScrollRegion } from './scroll-region.tsx'

/** A multipart body: each part with its headers, its size, and its content by its own type. */
export function MultipartView(props: {
  bytes: Uint8Array<ArrayBuffer>
  boundary: string | undefined
  marked: BodyCredentials
  clear: boolean
}) {
  const { bytes, boundary, marked, clear } = props
  const { parts, problem } = useMemo(() => parseMultipart(bytes, boundary), [bytes, boundary])
  return (
    <ScrollRegion label={t.viewer.names.multipart} className="flex flex-col gap-3 p-3">
      {problem ? <Notice tone="warn">{t.multipart.problems[problem]}</Notice> : null}
      {parts.map((part, index) => (
        <PartView
          key={part.start}
          part={part}
          number={index + 1}
          bytes={bytes.subarray(part.start, part.end)}
          marked={marked}
          clear={clear}
        />
      ))}
    </ScrollRegion>
  )
}

function PartView(props: { part: Part; number: number; bytes: Uint8Array<ArrayBuffer>; marked: BodyCredentials; clear: boolean }) {
  const { part, number, bytes, marked, clear } = props
  const name = partName(part)
  return (
    <article className="shrink-0 overflow-hidden rounded-panel border border-line">
      <header className="border-line border-b bg-panel px-3 py-2">
        <h3 className="flex items-baseline gap-2 font-medium">
          <span className="min-w-0 truncate">{name === undefined ? t.multipart.part(number) : <Visible text={name} />}</span>
          <span className="shrink-0 font-normal text-ink-3 text-small">{sizeText(bytes.length)}</span>
        </h3>
        <ul aria-label={t.multipart.headers} className="mt-1 font-bytes text-small">
          {part.headers.map(([header, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: header order is part of what was sent
            <li key={index} className="flex items-start gap-1">
              <span className="min-w-0 flex-1 break-all py-1">
                <span className="text-ink-2">{header}:</span> <Visible text={value} />
              </span>
              <Copy value={value} what={t.headers.valueOf(header)} />
            </li>
          ))}
        </ul>
      </header>
      {!clear && name !== undefined && marked.names.includes(name) ? (
        <p className="px-3 py-2 font-bytes text-small">{MASK}</p>
      ) : (
        <BodyView
          nested
          id={null}
          bytes={bytes}
          contentType={partHeader(part, 'content-type') ?? 'text/plain'}
          marked={marked}
          reveal={null}
          clear={clear}
        />
      )}
    </article>
  )
}
