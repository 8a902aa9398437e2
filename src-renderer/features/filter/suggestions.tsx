import { useEffect, useRef } from 'react'
import { en } from '../../strings/en.ts'
import { cx } from '../../ui/cx.ts'
import { itemClass, popupClass } from '../../ui/menu.tsx'
import type { Suggestion } from './suggest.ts'

/** Id of an option, which the field names as its active descendant. */
export const optionId = (listId: string, index: number): string => `${listId}-${index}`

/**
 * Completions under the field, as the listbox of its combobox. Our own, since the library's popup hides the whole page from screen
 * readers while it is open, and this one is open while somebody types and the list answers.
 */
export function Suggestions(props: { id: string; items: readonly Suggestion[]; active: number; onTake(item: Suggestion): void }) {
  const { id, items, active, onTake } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={en.filter.suggestions}
      className={cx(popupClass, 'absolute inset-x-0 top-full z-30 mt-1 max-h-96 overflow-y-auto')}
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys choose.
        // biome-ignore lint/a11y/useFocusableInteractive: an active descendant takes no focus of its own.
        <div
          key={item.label}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          // Keeps the focus, and with it the list, where it is.
          onMouseDown={event => event.preventDefault()}
          onClick={() => onTake(item)}
          className={cx(itemClass, index === active ? 'bg-hover' : 'hover:bg-hover')}
        >
          <code className="shrink-0">{item.label}</code>
          <span className="min-w-0 truncate text-ink-3 text-small">{item.hint}</span>
        </div>
      ))}
    </div>
  )
}
