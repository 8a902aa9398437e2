import { Copy, FlaskConical, Handshake, Layers, Pin, RefreshCcw, StickyNote } from 'lucide-react'
import type { RequestRow } from '#contract/requests.ts'
import { duplicatesText } from '../../strings/duplicates.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'

/** Small marks before the verdict. Each has its word for those who do not see it. */
export function Marks({ row }: { row: RequestRow }) {
  const marks = [
    row.pinned ? { icon: <Pin />, text: en.list.pinned } : null,
    row.note ? { icon: <StickyNote />, text: en.list.noted } : null,
    row.origin === 'sample' ? { icon: <FlaskConical />, text: en.list.sample } : null,
    row.handshake ? { icon: <Handshake />, text: en.list.handshake } : null,
    row.repetition === 'loop' ? { icon: <RefreshCcw />, text: en.list.loop } : null,
    row.repetition === 'duplicate' ? { icon: <Copy />, text: en.list.duplicate } : null,
    row.repetition === 'partial' ? { icon: <Copy />, text: en.list.partial } : null,
    row.repetition === 'same-body' ? { icon: <Copy />, text: duplicatesText.mark } : null,
    row.repeatCount > 0 ? { icon: <Layers />, text: listText.repeats(row.repeatCount), word: String(row.repeatCount + 1) } : null,
  ]
  return marks.map(mark =>
    mark ? (
      <span key={mark.text} title={mark.text} className="inline-flex items-center text-accent-ink text-micro [&_svg]:size-3.5">
        {mark.icon}
        {mark.word ? <span aria-hidden>{mark.word}</span> : null}
        <span className="sr-only">{mark.text}</span>
      </span>
    ) : null,
  )
}
