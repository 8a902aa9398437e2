// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of the list are commands (see commands/list.ts), bound to the window.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { commandEntries } from '../../commands/entries.ts'
import { deliveriesInView, markDeliveriesTo, selectDelivery, setDeliveriesAtEdge, toggleDelivery } from '../../state/deliveries.ts'
import { app, useApp } from '../../state/store.ts'
import { indexOfRow, rowAt, rowCount } from '../../state/window.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { NARROW } from '../../ui/media.ts'
import { ContextMenu } from '../../ui/menu.tsx'
import { useSlots } from '../../ui/slots.ts'
import { deliveryRowId, HeaderRow, Row } from './row.tsx'

const ROW = 32
const HEADER = 24
/** Pixels from the top within which the list follows what is made. */
const EDGE = 5

/** The Deliveries in view, out of however many there are. The grid has the focus; the chosen row is its active descendant. */
export function DeliveryGrid() {
  const scroller = useRef<HTMLDivElement>(null)
  const { window: rows, selectedId, marked, state, endpointId, reason } = useApp(({ deliveries }) => deliveries)
  const total = rowCount(rows)
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0

  // One that was shown before may have been left scrolled away: no event tells that this one is not.
  useLayoutEffect(() => {
    if (scroller.current) setDeliveriesAtEdge(scroller.current.scrollTop <= EDGE)
  }, [])

  useEffect(() => {
    if (total > 0) deliveriesInView(first, last)
  }, [first, last, total])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question itself is not used, only that it is another one.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [state, endpointId, reason])

  // Only a new selection scrolls, never rows that come in above it.
  useEffect(() => {
    const at = selectedId === null ? -1 : indexOfRow(app().deliveries.window, selectedId)
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' })
  }, [selectedId, virtualizer])

  const inView = items.flatMap(item => {
    const row = rowAt(rows, item.index)
    return row ? [{ row, item }] : []
  })
  const shown = useSlots(inView, virtualizer.isScrolling)
  const selectedInView = shown.some(({ row }) => row.id === selectedId)
  return (
    <ContextMenu entries={() => commandEntries('delivery')} onOpen={event => chooseUnder(event.target)}>
      <div
        ref={scroller}
        id="delivery-list"
        role="grid"
        tabIndex={0}
        aria-label={t.grid}
        aria-multiselectable
        aria-rowcount={rows.next === null ? total + 1 : -1}
        {...(selectedInView && selectedId !== null ? { 'aria-activedescendant': deliveryRowId(selectedId) } : {})}
        onScroll={event => setDeliveriesAtEdge(event.currentTarget.scrollTop <= EDGE)}
        onMouseDown={(event: MouseEvent) => event.shiftKey && keepFocus(event)}
        onClick={click}
        className="h-full overflow-y-auto overflow-x-hidden [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <HeaderRow />
        <div role="rowgroup" className="relative" style={{ height: total * ROW }}>
          {shown.map(({ row, item, slot }) => (
            <Row
              key={slot}
              row={row}
              index={item.index}
              top={item.start - HEADER}
              selected={row.id === selectedId || marked.has(row.id)}
              lead={row.id === selectedId && marked.size > 0}
            />
          ))}
        </div>
      </div>
    </ContextMenu>
  )
}

/** A click with Shift would select text from wherever the last click was. The list takes the focus as it would by itself. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

const idUnder = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest('[data-delivery]')?.getAttribute('data-delivery') : null) ?? null

function click(event: MouseEvent): void {
  const id = idUnder(event.target)
  if (id === null) return
  if (event.shiftKey) markDeliveriesTo(id)
  else if (event.ctrlKey || event.metaKey) toggleDelivery(id)
  else selectDelivery(id, matchMedia(NARROW).matches)
}

/** The menu over one of several chosen rows is for all of them. */
function chooseUnder(target: EventTarget | null): void {
  const id = idUnder(target)
  if (id !== null && !app().deliveries.marked.has(id)) selectDelivery(id)
}
