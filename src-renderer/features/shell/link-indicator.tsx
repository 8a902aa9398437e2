import { useApp } from '../../state/store.ts'
import type { LinkState } from '../../state/types.ts'
import { en } from '../../strings/en.ts'
import { type DotShape, StatusDot, type Tone } from '../../ui/badge.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'

const looks: Record<LinkState, { tone: Tone; shape: DotShape; text: string; hint: string }> = {
  live: { tone: 'ok', shape: 'full', text: en.link.live, hint: en.link.liveHint },
  connecting: { tone: 'warn', shape: 'half', text: en.link.connecting, hint: en.link.connectingHint },
  offline: { tone: 'bad', shape: 'ring', text: en.link.offline, hint: en.link.offlineHint },
}

/** Always in sight: whether the window hears the core, and the URL to send webhooks to. */
export function LinkIndicator() {
  const look = looks[useApp(state => state.link)]
  const url = useApp(state => state.info?.receiver)
  return (
    <div className="flex h-7 min-w-0 shrink grow basis-24 items-center gap-1.5 min-[780px]:grow-0 min-[780px]:basis-auto rounded-control border border-line bg-surface pr-0.5 pl-2">
      <Tooltip text={look.hint}>
        <span role="status" className="inline-flex h-6 shrink-0 items-center gap-1.5 font-medium">
          <StatusDot tone={look.tone} shape={look.shape} pulse={look.shape === 'half'} />
          {look.text}
        </span>
      </Tooltip>
      {url ? (
        <>
          <span className="mx-0.5 h-3.5 w-px bg-line" aria-hidden />
          <code className="min-w-0 flex-1 truncate text-ink-2" title={url}>
            {url}
          </code>
          <Copy value={url} what={en.link.url} />
        </>
      ) : null}
    </div>
  )
}
