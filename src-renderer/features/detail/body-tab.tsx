import type { BodyCredentials } from '#domain/redact-body.ts'
import { type BodyId, bodyUrl } from '../../link/bodies.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Empty } from '../../ui/empty.tsx'
import { bytes as sizeText } from '../../ui/format.ts'
import { BodyView } from './body/body-view.tsx'
import { BodyFailed, BodyLoading } from './body-waiting.tsx'
import { DownloadLink } from './download.tsx'
import { useBody } from './use-body.ts'
import type { Reveal } from './use-reveal.ts'

/** Loads a body and shows it by its type; asks first when it is large. `headers` are those that came with it. */
export function LoadedBody(props: {
  id: BodyId
  size: number | null
  headers: readonly (readonly [string, string])[]
  /** What of it is hidden until `reveal` has shown it. */
  marked: BodyCredentials
  reveal: Reveal
  name: string
  nested?: boolean
}) {
  const { id, size, headers, marked, reveal, name, nested = false } = props
  const { state, show, stop } = useBody(id, size)
  const header = (wanted: string) => headers.find(([candidate]) => candidate.toLowerCase() === wanted)?.[1]
  const clear = reveal.clear !== null
  switch (state.kind) {
    case 'loading':
      return <BodyLoading state={state} onStop={stop} />
    case 'failed':
      return <BodyFailed message={state.message} onRetry={show} />
    case 'ask':
      return (
        <Empty
          title={t.viewer.large.title(sizeText(state.size))}
          actions={
            <>
              <Button kind="primary" onClick={show}>
                {t.viewer.large.show}
              </Button>
              <DownloadLink id={id} name={name} hidden={!clear && marked.names.length > 0} reveal={reveal} />
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
          id={id}
          nested={nested}
          bytes={state.bytes}
          contentType={header('content-type')}
          contentEncoding={header('content-encoding')}
          marked={marked}
          reveal={reveal}
          clear={clear}
          actions={shown => (
            <>
              <Copy what={t.viewer.copyBody} value={shown.text} />
              <DownloadLink id={id} name={name} hidden={shown.hidden} reveal={reveal} />
            </>
          )}
        />
      )
  }
}
