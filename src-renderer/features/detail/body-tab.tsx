import { Download } from 'lucide-react'
import { type BodyId, bodyUrl } from '../../link/bodies.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Empty } from '../../ui/empty.tsx'
import { bytes as sizeText } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { BodyView } from './body/body-view.tsx'
import { decodeText, parameter } from './body/charset.ts'
import { useBody } from './use-body.ts'

/** Loads a body and shows it by its type; asks first when it is large. `headers` are those that came with it. */
export function LoadedBody(props: {
  id: BodyId
  size: number | null
  headers: readonly (readonly [string, string])[]
  name: string
  nested?: boolean
}) {
  const { id, size, headers, name, nested = false } = props
  const { state, show } = useBody(id, size)
  const header = (wanted: string) => headers.find(([candidate]) => candidate.toLowerCase() === wanted)?.[1]
  const contentType = header('content-type')
  switch (state.kind) {
    case 'loading':
      return (
        <p role="status" className="p-3 text-ink-2">
          {t.viewer.loading}
        </p>
      )
    case 'failed':
      return (
        <div className="p-3">
          <Notice tone="bad" title={t.viewer.failed} actions={<Button onClick={show}>{t.viewer.retry}</Button>}>
            {state.message}
          </Notice>
        </div>
      )
    case 'ask':
      return (
        <Empty
          title={t.viewer.large.title(sizeText(size ?? 0))}
          actions={
            <>
              <Button kind="primary" onClick={show}>
                {t.viewer.large.show}
              </Button>
              <DownloadLink id={id} name={name} />
            </>
          }
        >
          {t.viewer.large.text}
        </Empty>
      )
    case 'ready':
      return (
        <BodyView
          key={bodyUrl(id)}
          nested={nested}
          bytes={state.bytes}
          contentType={contentType}
          contentEncoding={header('content-encoding')}
          actions={
            <>
              <Copy what={t.viewer.copyBody} value={() => decodeText(state.bytes, parameter(contentType ?? '', 'charset')).text} />
              <DownloadLink id={id} name={name} />
            </>
          }
        />
      )
  }
}

/** The core answers a body with an attachment disposition, so this saves and never opens. */
export function DownloadLink({ id, name }: { id: BodyId; name: string }) {
  return (
    <a
      href={bodyUrl(id)}
      download={name}
      title={t.viewer.download}
      className="inline-flex h-6 min-w-6 items-center justify-center gap-1.5 rounded-control font-medium text-ink-2 text-small hover:bg-hover hover:text-ink @md:px-2 [&_svg]:size-3.5"
    >
      <Download aria-hidden />
      <span className="sr-only @md:not-sr-only">{t.viewer.download}</span>
    </a>
  )
}
