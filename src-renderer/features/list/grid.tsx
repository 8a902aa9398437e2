// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of the list are commands (see commands/list.ts), bound to the window.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, Fragment, type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { commandEntries } from '../../commands/entries.ts'
import { rowsInView, setAtEdge } from '../../state/requests.ts'
import { wholeFilter } from '../../state/scope.ts'
import { markTo, selectRequest, toggleMarked } from '../../state/selection.ts'
import { app, useApp } from '../../state/store.ts'
import { indexCount, indexOfRow, rowAt } from '../../state/window.ts'
import { en } from '../../strings/en.ts'
import { useNow } from '../../ui/clock.ts'
import { NARROW } from '../../ui/media.ts'
import { ContextMenu } from '../../ui/menu.tsx'
import { useSlots } from '../../ui/slots.ts'
import { rowHeights, shownColumns, template } from './columns.ts'
import { groupsOf } from './groups.ts'
import { HeaderRow } from './header-row.tsx'
import { Heading, Row, rowId } from './row.tsx'
import { useRoom } from './use-room.ts'

const HEADER = 24
const HEADING = 30
/** Pixels from the top within which the list counts as at its edge and follows what comes in. */
const EDGE = 5

/** The rows in view, out of however many there are. The grid itself has the focus; the selected row is its active descendant. */
export function Grid() {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useApp(state => state.window)
  const selectedId = useApp(state => state.selectedId)
  const marked = useApp(state => state.marked)
  const sources = useApp(state => state.sources)
  const total = indexCount(rows)
  const look = useApp(state => state.look)
  const room = useRoom(scroller)
  const ids = useMemo(() => shownColumns(look, room), [look, room])
  const sourceName = useMemo(() => {
    const names = new Map(sources.map(source => [source.id, source.name]))
    return (row: RequestRow) => (row.sourceId === null ? en.list.inbox : (names.get(row.sourceId) ?? ''))
  }, [sources])
  const today = useNow(now => new Date(now).setHours(0, 0, 0, 0))
  const groups = useMemo(() => groupsOf(rows, look.grouping, sourceName, today), [rows, look.grouping, sourceName, today])
  const height = rowHeights[look.density]
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: index => (groups.has(index) ? height + HEADING : height),
    overscan: 8,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes hang on these, and the virtualizer remembers them.
  useEffect(() => virtualizer.measure(), [groups, height])
  const items = virtualizer.getVirtualItems()
  const first = virtualizer.range?.startIndex ?? 0
  const last = virtualizer.range?.endIndex ?? 0

  /** The list has been scrolled from here, and the event that tells so is yet to come. */
  const jumped = useRef(false)
  // Before the browser paints: the rows have got other indices, and are not to be seen moving.
  const moved = useRef(rows.moved)
  useLayoutEffect(() => {
    const by = rows.moved - moved.current
    moved.current = rows.moved
    if (by !== 0 && scroller.current) jumped.current = jump(scroller.current, scroller.current.scrollTop + by * height)
  })
  const landing = useApp(state => state.landing)
  useLayoutEffect(() => {
    const list = scroller.current
    if (!landing || !list) return
    jumped.current = jump(list, landing.at === 'end' ? list.scrollHeight : app().window.above * rowHeights[app().look.density])
  }, [landing])

  // One that was shown before may have been left scrolled away: no event tells that this one is not.
  useLayoutEffect(() => {
    if (scroller.current) setAtEdge(scroller.current.scrollTop <= EDGE)
  }, [])

  useEffect(() => {
    // Until then the virtualizer knows where the list was before.
    if (rows.pages.length > 0 && !jumped.current) rowsInView(first, last)
  }, [first, last, rows])

  // Another question starts at its newest answer.
  const question = useApp(wholeFilter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question itself is not used, only that it is another one.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [question])

  // Only a new selection scrolls, never rows that come in above it.
  useEffect(() => {
    const at = selectedId === null ? -1 : indexOfRow(app().window, selectedId)
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' })
  }, [selectedId, virtualizer])

  const inView = items.flatMap(item => {
    const row = rowAt(rows, item.index)
    return row ? [{ row, item }] : []
  })
  const shown = useSlots(inView, virtualizer.isScrolling)
  const selectedInView = shown.some(({ row }) => row.id === selectedId)
  return (
    <ContextMenu entries={() => commandEntries('request')} onOpen={event => chooseUnder(event.target)}>
      <div
        ref={scroller}
        id="request-list"
        role="grid"
        tabIndex={0}
        aria-label={en.list.label}
        aria-multiselectable
        aria-rowcount={rows.next === null && rows.newer === null ? total + 1 : -1}
        {...(selectedInView && selectedId !== null ? { 'aria-activedescendant': rowId(selectedId) } : {})}
        onScroll={event => {
          jumped.current = false
          setAtEdge(event.currentTarget.scrollTop <= EDGE)
        }}
        onMouseDown={(event: MouseEvent) => event.shiftKey && keepFocus(event)}
        onClick={click}
        onDoubleClick={(event: MouseEvent) => selectUnder(event.target, true)}
        style={{ '--columns': template(look, room) } as CSSProperties}
        className="h-full overflow-y-auto overflow-x-hidden [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <HeaderRow ids={ids} room={room} />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ row, item, slot }) => {
            const group = groups.get(item.index)
            const top = item.start - HEADER
            return (
              <Fragment key={slot}>
                {group === undefined ? null : <Heading text={group} top={top} height={HEADING} />}
                <Row
                  row={row}
                  index={item.index}
                  top={group === undefined ? top : top + HEADING}
                  height={height}
                  ids={ids}
                  room={room}
                  selected={row.id === selectedId || marked.has(row.id)}
                  lead={row.id === selectedId && marked.size > 0}
                  source={sourceName(row)}
                />
              </Fragment>
            )
          })}
        </div>
      </div>
    </ContextMenu>
  )
}

/** @returns whether that scrolls, which an event will tell */
function jump(list: HTMLElement, top: number): boolean {
  const before = list.scrollTop
  list.scrollTop = top
  return list.scrollTop !== before
}

/** A click with Shift would select text from wherever the last click was. The list takes the focus as it would by itself. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

function click(event: MouseEvent): void {
  const id = idUnder(event.target)
  if (id !== null && event.shiftKey) markTo(id)
  else if (id !== null && (event.ctrlKey || event.metaKey)) toggleMarked(id)
  else selectUnder(event.target)
}

/** The menu over one of several chosen rows is for all of them. */
function chooseUnder(target: EventTarget | null): void {
  const id = idUnder(target)
  if (id !== null && !app().marked.has(id)) selectRequest(id)
}

const idUnder = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest('[data-request]')?.getAttribute('data-request') : null) ?? null

/** Selects the row under a click; a click in a narrow window also opens it. */
function selectUnder(target: EventTarget | null, open = matchMedia(NARROW).matches): void {
  const id = idUnder(target)
  if (id !== null) selectRequest(id, open)
}
