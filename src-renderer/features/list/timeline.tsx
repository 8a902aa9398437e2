import { useId, useMemo, useState } from 'react'
import { useApp } from '../../state/store.ts'
import { setFilter } from '../../state/ui.ts'
import { listText } from '../../strings/list.ts'
import { cx } from '../../ui/cx.ts'
import { exactTime, plural } from '../../ui/format.ts'
import { Select } from '../../ui/select.tsx'
import { useStats } from '../overview/use-stats.ts'
import { type Bar, barsOf, type SpanName, spanNames, spans, timeFilter } from './bars.ts'

const t = listText.timeline
const options = spanNames.map(value => ({ value, label: t.spans[value] }))

/**
 * What came when, as bars. It is how one gets far back in a large store: the arrow keys go from bar to bar, Enter or a click asks for what
 * came in that time. One control and not sixty buttons, so that Tab is past it at once.
 */
export function Timeline() {
  const [name, setName] = useState<SpanName>('hour')
  const { bars, end } = useBars(name)
  const [at, setAt] = useState<number | null>(null)
  const id = useId()
  const most = Math.max(1, ...bars.map(bar => bar.requests))
  const chosen = bars[at ?? bars.length - 1]
  const ask = (bar: Bar | undefined) => {
    if (bar) setFilter(timeFilter(bar.from, bar.from + spans[name].bucket))
  }
  const word = (bar: Bar) =>
    t.bar(exactTime(bar.from).slice(0, -7), plural(bar.requests, 'request'), bar.failed > 0 ? String(bar.failed) : null)
  return (
    <section aria-label={t.label} className="flex h-14 shrink-0 items-end gap-2 border-line border-b px-3 pt-2 pb-1.5">
      <div
        role="slider"
        tabIndex={0}
        aria-label={t.span(exactTime(end - spans[name].length).slice(0, -7), exactTime(end).slice(0, -7))}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={at ?? Math.max(0, bars.length - 1)}
        aria-valuetext={chosen ? word(chosen) : t.empty}
        className="flex h-full min-w-0 flex-1 items-end gap-px"
        onKeyDown={event => {
          const last = bars.length - 1
          const next = { ArrowLeft: (at ?? last) - 1, ArrowRight: (at ?? last) + 1, Home: 0, End: last }[event.key]
          if (event.key === 'Enter') ask(chosen)
          else if (next !== undefined) setAt(Math.min(last, Math.max(0, next)))
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        onBlur={() => setAt(null)}
      >
        {bars.map((bar, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the slider around the bars has the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the slider around the bars has the keys.
          <div
            key={bar.from}
            id={`${id}-${index}`}
            title={word(bar)}
            onClick={() => ask(bar)}
            className={cx('flex h-full min-w-0 flex-1 flex-col justify-end hover:bg-hover', index === at && 'bg-selected')}
          >
            <div className="bg-bad" style={{ height: `${(bar.failed / most) * 100}%` }} />
            <div className="min-h-px bg-accent/70" style={{ height: `${((bar.requests - bar.failed) / most) * 100}%` }} />
          </div>
        ))}
      </div>
      <Select<SpanName> className="w-32 shrink-0" label={t.choose} value={name} options={options} onChange={setName} />
    </section>
  )
}

/** Bars of a span that ends now, of what the scope shows. */
function useBars(name: SpanName): { bars: readonly Bar[]; end: number } {
  const { stats, parts } = useStats(spans[name])
  const scope = useApp(state => state.scope)
  const bars = useMemo(() => barsOf(stats?.requests ?? [], scope, parts.from, parts.to, parts.bucket), [stats, scope, parts])
  return { bars, end: parts.to }
}
