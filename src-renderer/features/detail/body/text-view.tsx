import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { cx } from '../../../ui/cx.ts'
import { Visible } from '../../../ui/visible.tsx'
import { findIn, type Match, matchesIn } from './find.ts'
import type { Finder } from './find-bar.tsx'
import { rowAt, type TextRow, textRows } from './lines.ts'
import { ScrollRegion } from './scroll-region.tsx'

/** Rows up to which the text is laid out in full, so that selecting and searching in the page reach all of it. */
const PLAIN_ROWS = 2000
const ROW = 18

interface Found {
  readonly matches: readonly Match[]
  /** The place in view; null when nothing was found. */
  readonly active: Match | null
}

/** Text as text nodes, with line numbers; long lines wrap, long texts are laid out as far as they are seen. */
export function TextView({ text, label = t.text.label, finder }: { text: string; label?: string; finder?: Finder | undefined }) {
  const rows = useMemo(() => textRows(text), [text])
  const query = finder?.query ?? ''
  const matches = useMemo(() => findIn(text, query), [text, query])
  const tell = finder?.tell
  useEffect(() => tell?.(matches.length), [tell, matches])
  const found = { matches, active: matches[finder?.at ?? 0] ?? null }
  const digits = String(rows.findLast(row => row.number !== null)?.number ?? 1).length
  return rows.length <= PLAIN_ROWS ? (
    <ShortText rows={rows} digits={digits} label={label} found={found} />
  ) : (
    <LongText rows={rows} digits={digits} label={label} found={found} />
  )
}

interface TextProps {
  rows: readonly TextRow[]
  digits: number
  label: string
  found: Found
}

function ShortText({ rows, digits, label, found }: TextProps) {
  const scroller = useRef<HTMLElement>(null)
  const { active } = found
  useEffect(() => {
    if (active) scroller.current?.querySelector('[data-active-match]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <ScrollRegion label={label} ref={scroller} className="py-2">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed text have no other identity
        <Row key={index} row={row} digits={digits} found={found} />
      ))}
    </ScrollRegion>
  )
}

function LongText({ rows, digits, label, found }: TextProps) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 20 })
  const { active } = found
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer is a new object on every render
  useEffect(() => {
    if (active) virtual.scrollToIndex(rowAt(rows, active.from), { align: 'center' })
  }, [active, rows])
  return (
    <ScrollRegion label={label} ref={scroller} className="py-2">
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          return row ? (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Row row={row} digits={digits} found={found} />
            </div>
          ) : null
        })}
      </div>
    </ScrollRegion>
  )
}

function Row({ row, digits, found }: { row: TextRow; digits: number; found: Found }) {
  const here = found.matches.length === 0 ? [] : matchesIn(found.matches, row.start, row.start + row.text.length)
  return (
    <div className="flex min-h-4.5 font-bytes text-small leading-4.5 [font-variant-ligatures:none]">
      <span aria-hidden className="shrink-0 select-none pr-3 pl-3 text-right text-ink-3" style={{ minWidth: `calc(${digits}ch + 1.5rem)` }}>
        {row.number}
      </span>
      <span className="min-w-0 flex-1 whitespace-pre-wrap break-all pr-3">
        {here.length === 0 ? <Visible text={row.text} /> : <Marked row={row} matches={here} active={found.active} />}
      </span>
    </div>
  )
}

function Marked({ row, matches, active }: { row: TextRow; matches: readonly Match[]; active: Match | null }) {
  const pieces: React.ReactNode[] = []
  let done = 0
  for (const match of matches) {
    const from = Math.max(0, match.from - row.start)
    const to = Math.min(row.text.length, match.to - row.start)
    pieces.push(<Visible key={`t${from}`} text={row.text.slice(done, from)} />)
    pieces.push(
      <mark
        key={`m${from}`}
        {...(match === active ? { 'data-active-match': true } : {})}
        className={cx('rounded-small text-ink', match === active ? 'bg-accent text-on-accent' : 'bg-warn-soft')}
      >
        <Visible text={row.text.slice(from, to)} />
      </mark>,
    )
    done = to
  }
  pieces.push(<Visible key="end" text={row.text.slice(done)} />)
  return pieces
}
