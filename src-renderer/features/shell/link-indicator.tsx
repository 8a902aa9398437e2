import { Globe } from 'lucide-react'
import { keyOf } from '../../commands/registry.ts'
import { useApp } from '../../state/store.ts'
import { baseUrl } from '../../state/tunnel.ts'
import type { LinkState } from '../../state/types.ts'
import { openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { tunnelStateText as t } from '../../strings/tunnel-state.ts'
import { type DotShape, StatusDot, type Tone } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { tunnelLooks } from '../tunnel/looks.ts'
import { useTunnelNews } from '../tunnel/use-tunnel-news.ts'

interface Look {
  readonly tone: Tone
  readonly shape: DotShape
  readonly text: string
  readonly hint: string
}

const looks: Record<LinkState, Look> = {
  live: { tone: 'ok', shape: 'full', text: en.link.live, hint: en.link.liveHint },
  connecting: { tone: 'warn', shape: 'half', text: en.link.connecting, hint: en.link.connectingHint },
  offline: { tone: 'bad', shape: 'ring', text: en.link.offline, hint: en.link.offlineHint },
}

/**
 * Always in sight: whether the window hears the core, whether the internet reaches it, and the URL to send webhooks to. One word for
 * both, for only one of them can be what is wrong: a core that is not heard says nothing about its tunnel.
 */
export function LinkIndicator() {
  const link = useApp(state => state.link)
  const tunnel = useApp(state => state.tunnel?.state ?? 'off')
  const error = useApp(state => state.tunnel?.error ?? null)
  const url = useApp(baseUrl)
  useTunnelNews()
  const look: Look =
    link !== 'live' || tunnel === 'off' ? looks[link] : { ...tunnelLooks[tunnel], text: t.states[tunnel], hint: error ?? t.hints[tunnel] }
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
      <IconButton
        size="small"
        label={t.open(t.states[tunnel])}
        keys={keyOf('go.tunnel')}
        icon={<Globe />}
        onClick={() => openDialog({ kind: 'tunnel' })}
      />
    </div>
  )
}
