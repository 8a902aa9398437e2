import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { type TextRow, textRows } from './lines.ts'
import { ScrollRegion } from './scroll-region.tsx'

/** Rows up to which the text is laid out in full, so that selecting and searching in the page reach all of it. */
const PLAIN_ROWS = 2000
const ROW = 18

/** Text as text nodes, with line numbers; long lines wrap, long texts are laid out as far as they are seen. */
export function TextView({ text, label = t.text.label }: { text: string; label?: string }) {
  const rows = useMemo(() => textRows(text), [text])
  const digits = String(rows.findLast(row => row.number !== null)?.number ?? 1).length
  return rows.length <= PLAIN_ROWS ? (
    <ScrollRegion label={label} className="py-2">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed text have no other identity
        <Row key={index} row={row} digits={digits} />
      ))}
    </ScrollRegion>
  ) : (
    <LongText rows={rows} digits={digits} label={label} />
  )
}

function LongText({ rows, digits, label }: { rows: readonly TextRow[]; digits: number; label: string }) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 20 })
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
              <Row row={row} digits={digits} />
            </div>
          ) : null
        })}
      </div>
    </ScrollRegion>
  )
}

function Row({ row, digits }: { row: TextRow; digits: number }) {
  return (
    <div className="flex min-h-4.5 font-bytes text-small leading-4.5 [font-variant-ligatures:none]">
      <span aria-hidden className="shrink-0 select-none pr-3 pl-3 text-right text-ink-3" style={{ minWidth: `calc(${digits}ch + 1.5rem)` }}>
        {row.number}
      </span>
      <span className="min-w-0 flex-1 whitespace-pre-wrap break-all pr-3">{row.text}</span>
    </div>
  )
}
