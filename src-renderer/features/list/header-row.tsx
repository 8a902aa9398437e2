// biome-ignore-all lint/a11y/useFocusableInteractive: a header cell does nothing by itself; the border beside it is what takes the focus.
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
import { setColumnWidth } from '../../state/list-look.ts'
import type { ColumnId } from '../../state/look.ts'
import { useApp } from '../../state/store.ts'
import { listText } from '../../strings/list.ts'
import { cx } from '../../ui/cx.ts'
import { columns, type Room, widthOf } from './columns.ts'
import { rowClass } from './row.tsx'

const right: ReadonlySet<ColumnId> = new Set(['size', 'time'])

/** Names of the columns; stays while the rows scroll. */
export function HeaderRow({ ids, room }: { ids: readonly ColumnId[]; room: Room }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div role="row" aria-rowindex={1} className={cx(rowClass, 'h-6 border-line border-b bg-panel text-ink-3 text-micro')}>
        {ids.map(id => (
          <div key={id} role="columnheader" className={cx('relative flex min-w-0 items-center', right.has(id) && 'justify-end')}>
            <span className={(room === 'narrow' && id === 'verdict') || (room !== 'wide' && id === 'delivery') ? 'sr-only' : 'truncate'}>
              {listText.columns[id]}
            </span>
            {id === 'path' || (id === 'delivery' && room !== 'wide') || (id === 'verdict' && room === 'narrow') ? null : (
              <Handle id={id} room={room} />
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

/** The border of a column, to be dragged, or moved with the arrow keys. Columns stand right of the path, so dragging left widens them. */
function Handle({ id, room }: { id: Exclude<ColumnId, 'path'>; room: Room }) {
  const look = useApp(state => state.look)
  const width = widthOf(id, look, room)
  const before = id === 'reply' || id === 'method'
  const grow = before ? 1 : -1
  const set = (next: number) => setColumnWidth(id, Math.min(600, Math.max(columns[id].min, next)))
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={listText.resize(listText.columns[id])}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={columns[id].min}
      aria-valuemax={600}
      className={cx(
        'absolute inset-y-0 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1 after:left-1 after:w-px hover:after:bg-line-strong focus-visible:after:bg-accent',
        before ? '-right-1.5' : '-left-2.5',
      )}
      onKeyDown={event => {
        const step = event.key === 'ArrowRight' ? 8 : event.key === 'ArrowLeft' ? -8 : 0
        if (step === 0) return
        event.preventDefault()
        event.stopPropagation()
        set(width + step * grow)
      }}
      onPointerDown={event => {
        event.preventDefault()
        const from = event.clientX
        const target = event.currentTarget
        target.setPointerCapture(event.pointerId)
        const move = (moved: PointerEvent) => set(width + (moved.clientX - from) * grow)
        target.addEventListener('pointermove', move)
        target.addEventListener('lostpointercapture', () => target.removeEventListener('pointermove', move), { once: true })
      }}
    />
  )
}
