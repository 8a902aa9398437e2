import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { JsonNode } from '#domain/json/nodes.ts'
import { isContainer, pathText } from '#domain/json/text.ts'
import { detailText as t } from '../../../strings/detail.ts'
import { inspectText } from '../../../strings/inspect.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Copy } from '../../../ui/copy.tsx'
import { MAX_MATCHES, patternOf } from './find.ts'
import type { Finder } from './find-bar.tsx'
import { JsonRow } from './json-row.tsx'
import { allFolds, findNodes, initialFolds, lossyNumber, repeatedNames, unfoldedTo, valueText, visibleNodes } from './json-tree.ts'

const ROW = 22

/** A JSON document as a tree: arrow keys walk and fold it, Enter folds or shows a long value in full. */
export function JsonTreeView({ text, nodes, finder }: { text: string; nodes: readonly JsonNode[]; finder: Finder }) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [folded, setFolded] = useState<ReadonlySet<number>>(() => initialFolds(nodes))
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const [active, setActive] = useState(0)
  const visible = useMemo(() => visibleNodes(nodes, folded), [nodes, folded])
  const repeated = useMemo(() => repeatedNames(nodes), [nodes])
  const query = finder.query ?? ''
  const found = useMemo(() => findNodes(text, nodes, patternOf(query), MAX_MATCHES), [text, nodes, query])
  const places = useMemo(() => new Set(found), [found])
  const virtual = useVirtualizer({ count: visible.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 15 })
  const items = virtual.getVirtualItems()
  const position = visible.indexOf(active)
  const inView = items.some(item => item.index === position)

  const { tell } = finder
  useEffect(() => tell(found.length), [tell, found])
  const sought = found[finder.at]
  useEffect(() => {
    if (sought === undefined) return
    setFolded(before => unfoldedTo(nodes, before, sought))
    setActive(sought)
  }, [sought, nodes])
  // After the folds have opened: only then has what is sought a row.
  const soughtRow = sought === undefined ? -1 : visible.indexOf(sought)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer is a new object on every render
  useEffect(() => {
    if (soughtRow >= 0) virtual.scrollToIndex(soughtRow, { align: 'center' })
  }, [soughtRow])

  const goTo = (at: number) => {
    const next = visible[Math.max(0, Math.min(visible.length - 1, at))]
    if (next === undefined) return
    setActive(next)
    virtual.scrollToIndex(visible.indexOf(next), { align: 'auto' })
  }
  const toggle = (index: number) => {
    const node = nodes[index]
    if (node && isContainer(node)) setFolded(flipped(folded, index))
    else setOpened(flipped(opened, index))
  }
  const fold = (folds: Set<number>) => {
    setFolded(folds)
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const node = nodes[active]
    const open = node && node.count > 0 && !folded.has(active)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 1)
    const steps: Record<string, () => void> = {
      ArrowDown: () => goTo(position + 1),
      ArrowUp: () => goTo(position - 1),
      PageDown: () => goTo(position + page),
      PageUp: () => goTo(position - page),
      Home: () => goTo(0),
      End: () => goTo(visible.length - 1),
      ArrowRight: () => (open ? goTo(position + 1) : node && node.count > 0 && toggle(active)),
      ArrowLeft: () => (open ? toggle(active) : node && node.parent >= 0 && goTo(visible.indexOf(node.parent))),
      Enter: () => toggle(active),
      ' ': () => toggle(active),
    }
    const step = steps[event.key]
    if (!step) return
    // The list next door has the same keys; what the tree takes must not move the list's selection too.
    event.preventDefault()
    event.stopPropagation()
    step()
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      {repeated.size > 0 ? (
        <p className="shrink-0 px-3 pt-2 text-small text-warn">{inspectText.duplicates(namesOf(nodes, repeated))}</p>
      ) : null}
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label={t.json.treeLabel}
        aria-activedescendant={inView ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
        className="group/tree min-h-0 flex-1 overflow-auto py-1.5 focus-visible:-outline-offset-2"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map(item => {
            const index = visible[item.index]
            const node = index === undefined ? undefined : nodes[index]
            return index === undefined || !node ? null : (
              <JsonRow
                key={index}
                id={`${id}-${index}`}
                ref={virtual.measureElement}
                row={item.index}
                top={item.start}
                text={text}
                node={node}
                siblings={nodes[node.parent]?.count ?? 1}
                folded={folded.has(index)}
                opened={opened.has(index)}
                active={index === active}
                repeated={repeated.has(index)}
                found={places.has(index)}
                onPick={() => setActive(index)}
                onToggle={() => toggle(index)}
              />
            )
          })}
        </div>
      </div>
      <ActiveBar text={text} nodes={nodes} active={active} onFold={fold} />
    </div>
  )
}

function ActiveBar(props: { text: string; nodes: readonly JsonNode[]; active: number; onFold(folds: Set<number>): void }) {
  const { text, nodes, active, onFold } = props
  const node = nodes[active]
  const path = pathText(nodes, active)
  const lossy = node?.kind === 'number' ? lossyNumber(text.slice(node.start, node.end)) : null
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-t px-3 py-1 text-small">
      <div className="flex min-w-0 flex-1 basis-32 items-center gap-1">
        <span className="sr-only">{t.json.selected}</span>
        <code className="min-w-0 truncate text-ink-2" title={path}>
          {path}
        </code>
        <Copy what={t.json.path} value={path} />
        {lossy === null ? null : <span className="truncate text-warn">{t.json.lossy(lossy)}</span>}
      </div>
      {node ? (
        <span className="flex items-center gap-1 text-ink-2">
          <span aria-hidden>{t.json.value}</span>
          <Copy what={t.json.value} value={() => valueText(text, node)} />
        </span>
      ) : null}
      <IconButton size="small" label={t.json.expand} icon={<ChevronsUpDown />} onClick={() => onFold(new Set())} />
      <IconButton size="small" label={t.json.collapse} icon={<ChevronsDownUp />} onClick={() => onFold(allFolds(nodes))} />
    </div>
  )
}

/** How many different names the repeated members have. */
function namesOf(nodes: readonly JsonNode[], repeated: ReadonlySet<number>): number {
  return new Set([...repeated].map(index => `${nodes[index]?.parent} ${nodes[index]?.key}`)).size
}

function flipped(set: ReadonlySet<number>, index: number): Set<number> {
  const next = new Set(set)
  if (!next.delete(index)) next.add(index)
  return next
}
