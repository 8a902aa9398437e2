// biome-ignore-all lint/a11y/useSemanticElements: a grid of absolutely placed rows is no table to the browser
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { inspectText } from '../../../strings/inspect.ts'
import { Copy } from '../../../ui/copy.tsx'
import { cx } from '../../../ui/cx.ts'
import { count, bytes as sizeText } from '../../../ui/format.ts'
import { asciiByte, type ByteRange, type HexMove, hexByte, hexOffset, hexRowCount, hexText, moveCursor, rangeOf } from './hex.ts'
import { isHidden, visibleText } from './hidden.ts'
import { useHexRow } from './use-hex-row.ts'

const ROW = 20
const keys: Readonly<Record<string, HexMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'row-start',
  End: 'row-end',
}

const none: readonly ByteRange[] = []

/** Bytes as hex and ASCII, those of `hidden` runs (in order) as dots. A byte or a range is picked with the mouse or the keyboard, told in words, and can be copied. */
export function HexView({
  bytes,
  hidden = none,
  label = t.hex.label,
}: {
  bytes: Uint8Array
  hidden?: readonly ByteRange[]
  label?: string
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [anchor, setAnchor] = useState<number | null>(null)
  const [focus, setFocus] = useState(0)
  const range = anchor === null ? null : rangeOf(anchor, focus)
  const length = useHexRow(scroller, bytes.length)
  const rowCount = hexRowCount(bytes.length, length)
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const inView = items.some(item => item.index === Math.floor(focus / length))

  const pick = (to: number, extend: boolean) => {
    if (!extend || anchor === null) setAnchor(to)
    setFocus(to)
    virtual.scrollToIndex(Math.floor(to / length), { align: 'auto' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey
    if (control && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      setAnchor(0)
      setFocus(bytes.length - 1)
      return
    }
    const move = control && event.key === 'Home' ? 'first' : control && event.key === 'End' ? 'last' : keys[event.key]
    if (!move || event.altKey || (control && move !== 'first' && move !== 'last')) return
    event.preventDefault()
    event.stopPropagation()
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 1)
    pick(anchor === null && !event.shiftKey ? focus : moveCursor(focus, move, bytes.length, length, page), event.shiftKey)
  }
  const byteUnder = (event: PointerEvent) => {
    const at = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-byte]')?.getAttribute('data-byte')
    return at === null || at === undefined ? null : Number(at)
  }
  const onPointerDown = (event: PointerEvent) => {
    const at = byteUnder(event)
    if (at === null || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    if (!event.shiftKey || anchor === null) setAnchor(at)
    setFocus(at)
  }
  const onPointerMove = (event: PointerEvent) => {
    const at = event.currentTarget.hasPointerCapture(event.pointerId) ? byteUnder(event) : null
    if (at !== null) setFocus(at)
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rowCount}
        aria-colcount={length + 1}
        aria-multiselectable
        aria-activedescendant={range && inView ? `${id}-${focus}` : undefined}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        className="min-h-0 flex-1 overflow-auto py-2 font-bytes text-small [font-variant-ligatures:none] focus-visible:-outline-offset-2"
      >
        <div role="presentation" className="relative min-w-max" style={{ height: virtual.getTotalSize() }}>
          {items.map(item => (
            <HexRow key={item.key} id={id} bytes={bytes} hidden={hidden} length={length} row={item.index} top={item.start} range={range} />
          ))}
        </div>
      </div>
      <HexStatus bytes={bytes} hidden={hidden} range={range} />
    </div>
  )
}

function HexRow(props: {
  id: string
  bytes: Uint8Array
  hidden: readonly ByteRange[]
  /** Bytes in a whole row. */
  length: number
  row: number
  top: number
  range: ByteRange | null
}) {
  const { id, bytes, hidden, length, row, top, range } = props
  const start = row * length
  const cells = Array.from(bytes.subarray(start, start + length))
  const picked = (index: number) => range !== null && start + index >= range.from && start + index <= range.to
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className="absolute top-0 flex h-5 items-center gap-4 px-3"
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="rowheader" className="text-ink-3">
        {hexOffset(start, bytes.length)}
      </span>
      <span role="presentation" className={cx('flex', length === 16 ? 'w-[29em]' : 'w-[14em]')}>
        {cells.map((byte, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a byte's place is its identity
            key={index}
            id={`${id}-${start + index}`}
            role="gridcell"
            aria-selected={picked(index)}
            data-byte={start + index}
            className={cx('w-[1.75em] cursor-default py-0.5 text-center', index === 8 && 'ml-2', picked(index) && 'bg-selected')}
          >
            {isHidden(hidden, start + index) ? '••' : hexByte(byte)}
          </span>
        ))}
      </span>
      <span aria-hidden className="flex whitespace-pre text-ink-2">
        {cells.map((byte, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a byte's place is its identity
            key={index}
            data-byte={start + index}
            className={cx('w-[0.625em] cursor-default py-0.5 text-center', picked(index) && 'bg-selected')}
          >
            {isHidden(hidden, start + index) ? '•' : asciiByte(byte)}
          </span>
        ))}
      </span>
    </div>
  )
}

function HexStatus({ bytes, hidden, range }: { bytes: Uint8Array; hidden: readonly ByteRange[]; range: ByteRange | null }) {
  const size = range ? range.to - range.from + 1 : 0
  const first = range ? (bytes[range.from] ?? 0) : 0
  return (
    <div className="flex min-h-8 shrink-0 items-center gap-2 border-line border-t px-3 text-ink-2 text-small">
      <span role="status" className="min-w-0 flex-1 truncate">
        {range === null
          ? t.hex.none
          : size === 1
            ? isHidden(hidden, range.from)
              ? inspectText.hidden.byte
              : t.hex.single(count(range.from), first, first > 0x20 && first < 0x7f ? String.fromCharCode(first) : '')
            : t.hex.selection(count(range.from), count(range.to), sizeText(size))}
      </span>
      {range ? (
        <>
          <span aria-hidden>hex</span>
          <Copy what={t.hex.copyHex} value={() => hexText(bytes, range, at => isHidden(hidden, at))} />
          <span aria-hidden>text</span>
          <Copy what={t.hex.copyText} value={() => visibleText(bytes, hidden, range)} />
        </>
      ) : null}
    </div>
  )
}
