import { ChevronRight } from 'lucide-react'
import type { Ref } from 'react'
import type { JsonKind, JsonNode } from '#domain/json/nodes.ts'
import { isContainer } from '#domain/json/text.ts'
import { detailText as t } from '../../../strings/detail.ts'
import { inspectText } from '../../../strings/inspect.ts'
import { cx } from '../../../ui/cx.ts'
import { count } from '../../../ui/format.ts'
import { Visible } from '../../../ui/visible.tsx'
import { lossyNumber } from './json-tree.ts'

/** Characters of a long value that are shown until it is opened. */
const SHORT = 400
/** And of one that is: a line of ten megabytes takes the browser seconds to lay out. */
const LONG = 20_000
const colours: Record<JsonKind, string> = {
  object: 'text-ink-3',
  array: 'text-ink-3',
  string: 'text-syntax-string',
  number: 'text-syntax-number',
  true: 'text-syntax-literal',
  false: 'text-syntax-literal',
  null: 'text-syntax-literal',
}

/** One value of the tree: its name, and the value exactly as it stands in the source. */
export function JsonRow(props: {
  id: string
  ref: Ref<HTMLDivElement>
  row: number
  top: number
  text: string
  node: JsonNode
  siblings: number
  folded: boolean
  opened: boolean
  active: boolean
  /** Its name stands more than once in its object. */
  repeated: boolean
  /** It holds what is looked for. */
  found: boolean
  onPick(): void
  onToggle(): void
}) {
  const { id, ref, row, top, text, node, siblings, folded, opened, active, repeated, found, onPick, onToggle } = props
  const filled = isContainer(node) && node.count > 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it handles every key
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus and names the active item
    <div
      id={id}
      ref={ref}
      data-index={row}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-setsize={siblings}
      aria-selected={active}
      {...(filled ? { 'aria-expanded': !folded } : {})}
      onClick={() => {
        onPick()
        if (filled && window.getSelection()?.isCollapsed !== false) onToggle()
      }}
      onDoubleClick={() => !filled && onToggle()}
      className={cx(
        'absolute inset-x-0 top-0 flex min-h-5.5 cursor-default items-start py-0.5 pr-3 font-bytes text-small leading-4.5 [font-variant-ligatures:none]',
        found ? 'bg-warn-soft' : active ? 'bg-hover group-focus/tree:bg-selected' : 'hover:bg-hover',
        found && active && 'outline outline-warn -outline-offset-1',
      )}
      style={{ transform: `translateY(${top}px)`, paddingLeft: `${8 + Math.min(node.depth, 40) * 14}px` }}
    >
      <span className="grid h-4.5 w-4 shrink-0 place-items-center text-ink-3">
        {filled ? <ChevronRight aria-hidden className={cx('size-3.5', !folded && 'rotate-90')} /> : null}
      </span>
      {node.key === null ? null : (
        <span className="mr-1.5 max-w-[50%] shrink-0 truncate text-syntax-key">
          {typeof node.key === 'number' ? node.key : <Visible text={JSON.stringify(node.key.slice(0, SHORT)).slice(1, -1)} />}
          <span className="text-ink-3">:</span>
        </span>
      )}
      {repeated ? (
        <span title={inspectText.duplicateName} className="mr-1.5 shrink-0 text-warn">
          ×2<span className="sr-only">{inspectText.duplicateName}</span>
        </span>
      ) : null}
      <Value text={text} node={node} folded={folded} opened={opened} />
    </div>
  )
}

function Value({ text, node, folded, opened }: { text: string; node: JsonNode; folded: boolean; opened: boolean }) {
  if (node.kind === 'object' || node.kind === 'array') {
    const [open, close] = node.kind === 'object' ? '{}' : '[]'
    if (node.count === 0) return <span className={colours[node.kind]}>{`${open}${close}`}</span>
    return (
      <span className={colours[node.kind]}>
        {open}
        {folded ? ` … ${close}` : ''}
        <span className="ml-2">{node.kind === 'object' ? t.json.members(node.count) : t.json.items(node.count)}</span>
      </span>
    )
  }
  const length = node.end - node.start
  const limit = opened ? LONG : SHORT
  const lossy = node.kind === 'number' ? lossyNumber(text.slice(node.start, node.end)) : null
  return (
    <span
      className={cx('min-w-0', colours[node.kind], opened ? 'whitespace-pre-wrap break-all' : 'truncate')}
      title={lossy === null ? undefined : t.json.lossy(lossy)}
    >
      <Visible text={text.slice(node.start, Math.min(node.end, node.start + limit))} />
      {length > limit ? <span className="text-ink-3">{(opened ? inspectText.long : t.json.more)(count(length - limit))}</span> : null}
    </span>
  )
}
