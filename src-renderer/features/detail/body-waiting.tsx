import { detailText as t } from '../../strings/detail.ts'
import { inspectText } from '../../strings/inspect.ts'
import { Button } from '../../ui/button.tsx'
import { bytes as sizeText } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import type { BodyState } from './use-body.ts'

/** While a body is on its way: for a large one how much of it is here, and a way out. */
export function BodyLoading({ state, onStop }: { state: Extract<BodyState, { kind: 'loading' }>; onStop(): void }) {
  const { progress } = state
  return (
    <div className="flex flex-wrap items-center gap-3 p-3 text-ink-2">
      <p role="status">{t.viewer.loading}</p>
      {progress ? (
        <>
          <progress className="h-1.5 w-40 accent-accent" aria-label={t.viewer.loading} max={progress.total} value={progress.done} />
          <span className="text-small tabular-nums">{inspectText.loaded(sizeText(progress.done), sizeText(progress.total))}</span>
          <Button size="small" onClick={onStop}>
            {inspectText.stop}
          </Button>
        </>
      ) : null}
    </div>
  )
}

export function BodyFailed({ message, onRetry }: { message: string; onRetry(): void }) {
  return (
    <div className="p-3">
      <Notice tone="bad" title={t.viewer.failed} actions={<Button onClick={onRetry}>{t.viewer.retry}</Button>}>
        {message}
      </Notice>
    </div>
  )
}
