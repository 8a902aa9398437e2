import { X } from 'lucide-react'
import { meaningOf } from '#domain/filter/chips.ts'
import { parseFilter } from '#domain/filter/parse.ts'
import { en } from '../../strings/en.ts'

/** One condition that was taken over, with its meaning on hover, and the button that takes it out. */
export function FilterChip({ text, onRemove }: { text: string; onRemove(): void }) {
  return (
    <li className="flex h-5 shrink-0 items-center rounded-small bg-accent-soft pl-1.5 text-accent-ink">
      <code className="max-w-56 truncate" title={meaning(text)}>
        {text}
      </code>
      <button
        type="button"
        aria-label={en.filter.remove(text)}
        onClick={onRemove}
        className="relative grid size-5 place-items-center rounded-small after:absolute after:-inset-0.5 hover:bg-hover"
      >
        <X className="size-3" />
      </button>
    </li>
  )
}

function meaning(text: string): string | undefined {
  const parsed = parseFilter(text)
  if (!parsed.ok) return undefined
  const { words, scan } = meaningOf(parsed.filter)
  return en.filter.means(words, scan)
}
