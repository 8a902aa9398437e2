import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { tunnelText as t } from '../../strings/tunnel.ts'
import { StatusDot } from '../../ui/badge.tsx'
import { bytes } from '../../ui/format.ts'
import { ValueBox } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { tunnelLooks } from './looks.ts'

/** How the tunnel is now: state, URL, why not, and its numbers. */
export function TunnelState() {
  const tunnel = useApp(state => state.tunnel)
  if (!tunnel) return null
  const look = tunnelLooks[tunnel.state]
  const on = tunnel.state !== 'off'
  return (
    <section aria-label={t.open(t.states[tunnel.state])} className="flex flex-col gap-2 rounded-panel border border-line bg-panel p-3">
      <div className="flex min-w-0 items-center gap-2">
        <StatusDot tone={look.tone} shape={look.shape} pulse={look.shape === 'half'} />
        <span role="status" className="font-semibold">
          {t.states[tunnel.state]}
        </span>
        {on ? (
          <span className="text-ink-3 text-small">
            <RelativeTime at={tunnel.since} />
          </span>
        ) : null}
      </div>
      {/* The reason stands below where there is one. */}
      {tunnel.url === null && tunnel.error === null ? <p className="text-ink-2">{t.hints[tunnel.state]}</p> : null}
      {tunnel.url === null ? null : <ValueBox value={tunnel.url} what={en.link.url} />}
      {tunnel.error === null ? null : (
        // Its word is read out already; a reason that changes with every new try would be read out each time.
        <Notice tone={tunnel.state === 'failed' ? 'bad' : 'warn'} live={tunnel.state === 'failed'}>
          {tunnel.error}
        </Notice>
      )}
      {tunnel.note === null ? null : <p className="text-ink-2 text-small">{tunnel.note}</p>}
      {on ? (
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-small">
          {tunnel.latencyMs === null ? null : <Fact name={t.facts.latency} value={t.facts.ms(tunnel.latencyMs)} />}
          <Fact name={t.facts.traffic} value={t.facts.requests(tunnel.traffic.requests, bytes(tunnel.traffic.bytes))} />
          <Fact name={t.facts.tests} value={t.facts.testsOf(tunnel.tests.today, tunnel.tests.atMost)} />
        </dl>
      ) : null}
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  )
}
