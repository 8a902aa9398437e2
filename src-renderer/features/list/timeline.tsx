import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react'
import { goToTime } from '../../state/requests.ts'
import { useApp } from '../../state/store.ts'
import { setFilter } from '../../state/ui.ts'
import { listText } from '../../strings/list.ts'
import { cx } from '../../ui/cx.ts'
import { exactTime, plural } from '../../ui/format.ts'
import { Select } from '../../ui/select.tsx'
import { type Bar, barAt, timeFilter } from './bars.ts'
import { type TimelineSpan, timelineSpans, useBars } from './use-bars.ts'

const t = listText.timeline
const options = timelineSpans.map(value => ({ value, label: value === 'all' ? t.all : t.spans[value] }))

/**
 * What came when, as bars, and the way to any time in a large store: a click, a drag along the bars, or Enter on the bar that the arrow
 * keys chose goes there in the list, which stays whole. With Shift the filter asks for what came in that time alone.
 * One control and not sixty buttons, so that Tab is past it at once.
 */
export function Timeline() {
  const [span, setSpan] = useState<TimelineSpan>('all')
  const { bars, bucket, end } = useBars(span)
  const [chosen, setChosen] = useState<number | null>(null)
  const place = useApp(state => state.place)
  const id = useId()
  const most = Math.max(1, ...bars.map(bar => bar.requests))
  const last = Math.max(0, bars.length - 1)
  // Where one is, until the keys choose another bar.
  const at = chosen ?? barAt(bars, bucket, place) ?? last
  const bar = bars[at]
  const go = (to: Bar | undefined, alone: boolean) => {
    if (!to) return
    if (alone) setFilter(timeFilter(to.from, to.from + bucket))
    else void goToTime(to.from + bucket)
  }
  const word = (which: Bar) =>
    t.bar(exactTime(which.from).slice(0, -7), plural(which.requests, 'request'), which.failed > 0 ? String(which.failed) : null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (event.key === 'Enter') go(bar, event.shiftKey)
    else if (next !== undefined) setChosen(Math.min(last, Math.max(0, next)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    if ((event.buttons & 1) === 0) return
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const under = Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length)))
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (under === chosen) return
    setChosen(under)
    go(bars[under], event.shiftKey)
  }
  return (
    <section aria-label={t.label} className="flex h-14 shrink-0 items-end gap-2 border-line border-b px-3 pt-2 pb-1.5">
      <div
        role="slider"
        tabIndex={0}
        aria-label={bars[0] ? t.span(exactTime(bars[0].from).slice(0, -7), exactTime(end).slice(0, -7)) : t.label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={bar ? word(bar) : t.empty}
        title={t.hint}
        className="flex h-full min-w-0 flex-1 touch-none items-end gap-px"
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
        onPointerUp={() => setChosen(null)}
        onBlur={() => setChosen(null)}
      >
        {bars.map((each, index) => (
          <div
            key={each.from}
            id={`${id}-${index}`}
            title={word(each)}
            className={cx('flex h-full min-w-0 flex-1 flex-col justify-end hover:bg-hover', index === at && 'bg-selected')}
          >
            <div className="bg-bad" style={{ height: `${(each.failed / most) * 100}%` }} />
            <div className="min-h-px bg-accent/70" style={{ height: `${((each.requests - each.failed) / most) * 100}%` }} />
          </div>
        ))}
      </div>
      <Select<TimelineSpan> className="w-32 shrink-0" label={t.choose} value={span} options={options} onChange={setSpan} />
    </section>
  )
}
