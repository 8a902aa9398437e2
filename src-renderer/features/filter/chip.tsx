import { X } from 'lucide-react'
import { en } from '../../strings/en.ts'

/** One condition that was taken over, and the button that takes it out. */
export function FilterChip({ text, onRemove }: { text: string; onRemove(): void }) {
  return (
    <li className="flex h-5 shrink-0 items-center rounded-small bg-accent-soft pl-1.5 text-accent-ink">
      <code className="max-w-56 truncate">{text}</code>
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
