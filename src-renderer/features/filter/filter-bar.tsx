import { Autocomplete } from '@base-ui/react/autocomplete'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { focusOn } from '../../commands/focus.ts'
import { useApp } from '../../state/store.ts'
import { setFilter } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { itemClass, popupClass } from '../../ui/menu.tsx'
import { FilterChip } from './chip.tsx'
import { filterError, joinParts, partsOf } from './chips.ts'
import { type Suggestion, suggest } from './suggest.ts'

/** Typing pauses this long before the list is asked. */
const PAUSE_MS = 180

/**
 * The typed filter language: conditions taken over are chips, the one being typed is text and counts already when it can be read.
 * Enter takes it over, Backspace in the empty field takes the last chip back into text.
 */
export function FilterBar() {
  const filter = useApp(state => state.filter)
  const sources = useApp(state => state.sources)
  const providers = useApp(state => state.providers)
  const [chips, setChips] = useState<readonly string[]>(() => partsOf(filter))
  const [draft, setDraft] = useState('')
  const [open, setOpen] = useState(false)
  const [highlighted, setHighlighted] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const errorId = useId()
  const suggestions = useMemo(() => suggest(draft, { sources, providers }), [draft, sources, providers])

  const suggesting = open && suggestions.length > 0
  const showError = error !== null && !suggesting

  // The filter was changed elsewhere (cleared by an empty state or a command).
  useEffect(() => {
    setChips(known => (joinParts(known, '') === filter || filter !== '' ? known : []))
    if (filter === '') setDraft('')
  }, [filter])

  useEffect(() => {
    const timer = setTimeout(() => {
      const problem = filterError(draft)
      setError(problem)
      if (!problem) setFilter(joinParts(chips, draft))
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [chips, draft])

  const take = (text: string) => {
    const problem = filterError(text)
    setError(problem)
    if (problem || text.trim() === '') return
    setChips(known => [...known, ...partsOf(text)])
    setDraft('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !highlighted) take(draft)
    else if (event.key === 'ArrowDown') setOpen(true)
    else if (event.key === 'Backspace' && draft === '' && chips.length > 0) {
      event.preventDefault()
      setDraft(chips.at(-1) ?? '')
      setChips(chips.slice(0, -1))
    } else if (event.key === 'Escape' && suggesting) setOpen(false)
    // The field keeps what is in it; the next Esc, in the list, clears the filter.
    else if (event.key === 'Escape') focusOn('list')
  }
  const clear = () => {
    setChips([])
    setDraft('')
    setFilter('')
    focusOn('filter')
  }
  return (
    <div
      className="relative min-w-0"
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      {/* Inline, in a box of our own: the library's popup hides the rest of the page from screen readers while it is open. */}
      <Autocomplete.Root
        inline
        items={suggestions}
        mode="none"
        value={draft}
        open={suggesting}
        onItemHighlighted={item => setHighlighted(item !== undefined)}
        itemToStringValue={(item: Suggestion) => item.draft}
        onValueChange={(value, details) => {
          if (details.reason === 'escape-key') return details.cancel()
          setOpen(details.reason !== 'item-press' || value.endsWith(':'))
          if (details.reason === 'item-press' && !value.endsWith(':')) take(value)
          else setDraft(value)
        }}
      >
        <div
          className={cx(
            'flex h-7 min-w-0 items-center gap-1 rounded-control border bg-surface pl-2 focus-within:outline-2 focus-within:outline-accent-ink focus-within:-outline-offset-1',
            showError ? 'border-bad' : 'border-line-strong/70 hover:border-line-strong',
          )}
        >
          <Search className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          {chips.length > 0 ? (
            <ul className="flex min-w-0 max-w-[70%] shrink items-center gap-1 overflow-x-auto [scrollbar-width:none]">
              {chips.map((chip, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same condition may stand there twice.
                <FilterChip key={`${index}-${chip}`} text={chip} onRemove={() => setChips(chips.filter((_, at) => at !== index))} />
              ))}
            </ul>
          ) : null}
          <Autocomplete.Input
            id="filter-input"
            aria-label={en.filter.label}
            aria-invalid={showError || undefined}
            aria-describedby={showError ? errorId : undefined}
            placeholder={chips.length === 0 ? en.filter.placeholder : ''}
            spellCheck={false}
            onKeyDown={onKeyDown}
            onClick={() => setOpen(true)}
            className="h-full min-w-16 flex-1 text-ellipsis bg-transparent outline-none"
          />
          {chips.length > 0 || draft !== '' ? (
            <IconButton size="small" label={en.filter.clear} icon={<X className="!size-3.5" />} onClick={clear} />
          ) : null}
        </div>
        {suggesting ? (
          <div className={cx(popupClass, 'absolute inset-x-0 top-full z-30 mt-1 max-h-96 overflow-y-auto')}>
            <Autocomplete.List>
              {(item: Suggestion) => (
                <Autocomplete.Item key={item.label} value={item} className={itemClass}>
                  <code className="shrink-0">{item.label}</code>
                  <span className="min-w-0 truncate text-ink-3 text-small">{item.hint}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </div>
        ) : null}
      </Autocomplete.Root>
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
