import { BookmarkPlus, Search, X } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { focusOn } from '../../commands/focus.ts'
import { commandOf } from '../../commands/registry.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'
import { IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { FilterChip } from './chip.tsx'
import { type Suggestion, suggest } from './suggest.ts'
import { optionId, Suggestions } from './suggestions.tsx'
import { useFilterDraft } from './use-filter-draft.ts'

/**
 * The typed filter language: conditions taken over are chips, the one being typed is text. Enter takes it over, Backspace in the
 * empty field takes the last chip back into text, Esc leaves the field and keeps what is in it. Tab completes what is being typed.
 */
export function FilterBar() {
  const { chips, draft, error, setDraft, take, untake, remove, clear } = useFilterDraft()
  const sources = useApp(state => state.sources)
  const providers = useApp(state => state.providers)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const id = useId()
  const listId = `${id}-list`
  const errorId = `${id}-error`
  const items = useMemo(() => suggest(draft, { sources, providers }), [draft, sources, providers])
  const suggesting = open && items.length > 0
  const showError = error !== null && !suggesting

  const [all, setAll] = useState(false)
  const show = (next: boolean) => {
    setOpen(next)
    setActive(-1)
  }
  const choose = (item: Suggestion) => {
    show(!item.complete)
    if (item.complete) take(item.draft)
    else setDraft(item.draft)
  }
  // An empty field completes nothing unless something was chosen there: whoever tabs through the window must get on.
  const completion = suggesting ? (items[active] ?? (draft !== '' && items.length === 1 ? items[0] : undefined)) : undefined
  const keys: Partial<Record<string, () => void>> = {
    ArrowDown: () => (suggesting ? setActive((active + 1) % items.length) : show(true)),
    ArrowUp: () => setActive(active <= 0 ? items.length - 1 : active - 1),
    Escape: () => (suggesting ? show(false) : focusOn('list')),
    Enter() {
      const item = suggesting ? items[active] : undefined
      if (item) return choose(item)
      take(draft)
      show(false)
    },
    ...(completion ? { Tab: () => choose(completion) } : {}),
    ...(draft === '' && chips.length > 0 ? { Backspace: untake } : {}),
    ...(all ? { Backspace: clear, Delete: clear } : {}),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keys[event.key]
    // A field's own "select all" stops at its text, and the conditions before it look like text too.
    setAll(event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey))
    if (!run || event.nativeEvent.isComposing || (event.key === 'Tab' && event.shiftKey)) return
    event.preventDefault()
    run()
  }

  return (
    <div className="relative min-w-0">
      <div
        className={cx(
          'flex h-7 min-w-0 items-center gap-1 rounded-control border bg-surface pl-2 focus-within:outline-2 focus-within:outline-accent-ink focus-within:-outline-offset-1',
          showError ? 'border-bad' : 'border-line-strong/70 hover:border-line-strong',
        )}
      >
        <Search className="size-3.5 shrink-0 text-ink-3" aria-hidden />
        {chips.length > 0 ? (
          <ul
            className={cx(
              'flex min-w-0 max-w-[70%] shrink items-center gap-1 overflow-x-auto [scrollbar-width:none]',
              all && 'rounded-control bg-selected',
            )}
          >
            {chips.map((chip, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same condition may stand there twice.
              <FilterChip key={`${index}-${chip}`} text={chip} onRemove={() => remove(index)} />
            ))}
          </ul>
        ) : null}
        <input
          id="filter-input"
          role="combobox"
          aria-label={en.filter.label}
          aria-expanded={suggesting}
          aria-autocomplete="list"
          aria-controls={suggesting ? listId : undefined}
          aria-activedescendant={suggesting && active >= 0 ? optionId(listId, active) : undefined}
          aria-invalid={showError || undefined}
          aria-describedby={showError ? errorId : undefined}
          placeholder={chips.length === 0 ? en.filter.placeholder : ''}
          autoComplete="off"
          spellCheck={false}
          value={draft}
          onChange={event => {
            setDraft(event.target.value)
            show(true)
          }}
          onClick={() => show(true)}
          onBlur={() => {
            show(false)
            setAll(false)
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-16 flex-1 text-ellipsis bg-transparent outline-none"
        />
        {chips.length > 0 ? (
          <IconButton
            size="small"
            label={listText.views.save}
            icon={<BookmarkPlus className="!size-3.5" />}
            onClick={() => void commandOf('list.saveView')?.run()}
          />
        ) : null}
        {chips.length > 0 || draft !== '' ? (
          <IconButton
            size="small"
            label={en.filter.clear}
            icon={<X className="!size-3.5" />}
            onClick={() => {
              clear()
              focusOn('filter')
            }}
          />
        ) : null}
      </div>
      {suggesting ? <Suggestions id={listId} items={items} active={active} onTake={choose} /> : null}
      {showError ? (
        <p
          id={errorId}
          role="alert"
          className="popup absolute inset-x-0 top-full z-30 mt-1 rounded-control border border-bad/40 bg-raised px-2 py-1.5 text-bad text-small shadow-float"
        >
          {error}
        </p>
      ) : null}
    </div>
  )
}
