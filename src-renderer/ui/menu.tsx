import { ContextMenu as BaseContext } from '@base-ui/react/context-menu'
import { Menu as Base } from '@base-ui/react/menu'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Keys } from './kbd.tsx'
import { popups } from './popups.ts'

/** The look that menus, selects and completions share. */
export const popupClass =
  'popup rounded-panel border border-line bg-raised p-1 text-ui text-ink shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'
export const itemClass =
  'flex h-7 select-none items-center gap-2 rounded-control px-2 text-left outline-none data-disabled:opacity-45 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0'

export interface MenuEntry {
  id: string
  label: string
  icon?: ReactNode
  keys?: string | undefined
  danger?: boolean
  disabled?: boolean
  /** Marks the first entry of a group. */
  separated?: boolean
  run(): void
}

/** A button that opens a menu. `children` = the button. */
export function Menu({
  entries,
  children,
  align = 'end',
}: {
  entries: readonly MenuEntry[]
  children: ReactElement
  align?: 'start' | 'end'
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal container={popups}>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className={cx(popupClass, 'min-w-48')}>
            <Entries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** The menu of the right mouse button (or the menu key) over `children`. `entries` is asked for when the menu opens. */
export function ContextMenu({
  entries,
  children,
  onOpen,
}: {
  entries: () => readonly MenuEntry[]
  children: ReactElement
  onOpen?(event: Event): void
}) {
  return (
    <BaseContext.Root onOpenChange={(open, details) => open && onOpen?.(details.event)}>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal container={popups}>
        <BaseContext.Positioner className="z-50">
          <BaseContext.Popup className={cx(popupClass, 'min-w-52')}>
            <LazyEntries entries={entries} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  )
}

function LazyEntries({ entries }: { entries: () => readonly MenuEntry[] }) {
  return <Entries entries={entries()} />
}

function Entries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map(entry => (
    <Fragment key={entry.id}>
      {entry.separated ? <Base.Separator className="mx-2 my-1 h-px bg-line" /> : null}
      <Base.Item
        disabled={entry.disabled ?? false}
        onClick={() => entry.run()}
        className={cx(itemClass, entry.danger && 'text-bad data-highlighted:bg-bad-soft')}
      >
        {entry.icon}
        <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        {entry.keys ? <Keys keys={entry.keys} /> : null}
      </Base.Item>
    </Fragment>
  ))
}
