import { useMemo } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { Notice } from '../../../ui/notice.tsx'
import { type JsonProblem, parseJsonNodes } from './json-nodes.ts'
import { prettyText } from './json-tree.ts'
import { JsonTreeView } from './json-tree-view.tsx'
import { locate } from './locate.ts'
import { TextView } from './text-view.tsx'

/** JSON as a tree, or indented. What is not JSON is shown as text, with the place where it stops being JSON. */
export function JsonView({ text, pretty }: { text: string; pretty: boolean }) {
  const result = useMemo(() => parseJsonNodes(text), [text])
  if (result.ok)
    return pretty ? <TextView text={prettyText(text, result.nodes)} /> : <JsonTreeView key={text} text={text} nodes={result.nodes} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <InvalidJson text={text} problem={result.problem} />
      <div className="min-h-0 flex-1">
        <TextView text={text} />
      </div>
    </div>
  )
}

function InvalidJson({ text, problem }: { text: string; problem: JsonProblem }) {
  if (problem.code === 'too-many') return <Banner tone="info" title={t.json.problems['too-many']} />
  const place = locate(text, problem.offset)
  return (
    <Banner tone="bad" title={t.json.invalid(place.line, place.column)}>
      <p>{t.json.problems[problem.code]}</p>
      <p className="mt-1 overflow-hidden whitespace-pre font-bytes text-small">
        {place.before}
        <mark className="rounded-small bg-bad px-0.5 text-surface">
          {place.at.trim() === '' ? (place.at === '' ? t.json.end : '␣') : place.at}
        </mark>
        {place.after}
      </p>
    </Banner>
  )
}

function Banner({ tone, title, children }: { tone: 'bad' | 'info'; title: string; children?: React.ReactNode }) {
  return (
    <div className="shrink-0 px-3 pt-2">
      <Notice tone={tone} title={title}>
        {children}
      </Notice>
    </div>
  )
}
