import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { en } from '../../strings/en.ts'
import { cx } from '../../ui/cx.ts'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'

/** Keeps the words out from under the menu's button while that shows; a count, which makes way for it, has kept them already. */
const room = 'group-focus-within:pr-4 group-hover:pr-4 group-has-data-popup-open:pr-4'

/**
 * One line of the rail: a button over the whole line, and a menu that shows on hover and focus.
 * `current` marks the one that the list shows.
 */
export function RailItem(props: {
  icon: ReactNode
  name: string
  /** Below the name, small. */
  detail?: string | undefined
  /** Read out after the name: what the icon shows. */
  state?: string | undefined
  count?: string | undefined
  current?: boolean
  menu?: readonly MenuEntry[]
  onClick(): void
}) {
  const { icon, name, detail, state, count, current, menu, onClick } = props
  return (
    <li className="group relative">
      <button
        type="button"
        title={state}
        onClick={onClick}
        {...(current ? { 'aria-current': 'true' as const } : {})}
        className={cx(
          'flex min-h-8 w-full min-w-0 items-center gap-2 rounded-control px-2 text-left transition-colors',
          current ? 'bg-selected font-medium' : 'hover:bg-hover',
        )}
      >
        <span className="grid size-4 shrink-0 place-items-center text-ink-3 [&_svg]:size-4">{icon}</span>
        <span className={cx('min-w-0 flex-1', menu && !count && room)}>
          <span className="block truncate">{name}</span>
          {detail ? <span className="-mt-0.5 block truncate pb-1 font-normal text-ink-3 text-small">{detail}</span> : null}
        </span>
        {state ? <span className="sr-only">{state}</span> : null}
        {count ? (
          <span
            className={cx(
              'text-ink-3 text-small',
              menu && 'group-focus-within:invisible group-hover:invisible group-has-data-popup-open:invisible',
            )}
          >
            {count}
          </span>
        ) : null}
      </button>
      {menu ? (
        <Menu entries={menu}>
          <button
            type="button"
            aria-label={en.rail.more(name)}
            className="absolute top-1 right-1 grid size-6 place-items-center rounded-control text-ink-2 opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100"
          >
            <Ellipsis className="size-4" />
          </button>
        </Menu>
      ) : null}
    </li>
  )
}
