import { useMemo } from 'react'
import { type JsonProblem, parseJsonNodes } from '#domain/json/nodes.ts'
import { prettyText } from '#domain/json/text.ts'
import { detailText as t } from '../../../strings/detail.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Visible } from '../../../ui/visible.tsx'
import type { Finder } from './find-bar.tsx'
import { type HiddenText, shownOffset } from './hidden.ts'
import { JsonTreeView } from './json-tree-view.tsx'
import { locate } from './locate.ts'
import { TextView } from './text-view.tsx'

/**
 * JSON as a tree, or indented. What is not JSON is shown as text, with the place where it stops being JSON: found in the true text, for
 * a mask in place of a value moves what follows it.
 */
export function JsonView(props: { shown: HiddenText; original: string; pretty: boolean; finder: Finder }) {
  const { shown, original, pretty, finder } = props
  const { text } = shown
  const result = useMemo(() => parseJsonNodes(text), [text])
  const truth = useMemo(() => (text === original ? result : parseJsonNodes(original)), [text, original, result])
  if (result.ok && truth.ok)
    return pretty ? (
      <TextView text={prettyText(text, result.nodes)} finder={finder} />
    ) : (
      <JsonTreeView key={text} text={text} nodes={result.nodes} finder={finder} />
    )
  const problem = truth.ok ? (result.ok ? null : result.problem) : truth.problem
  return (
    <div className="flex h-full min-h-0 flex-col">
      {problem ? <InvalidJson shown={shown} original={original} problem={problem} /> : null}
      <div className="min-h-0 flex-1">
        <TextView text={text} finder={finder} />
      </div>
    </div>
  )
}

function InvalidJson({ shown, original, problem }: { shown: HiddenText; original: string; problem: JsonProblem }) {
  if (problem.code === 'too-many') return <Banner tone="info" title={t.json.problems['too-many']} />
  const { line, column } = locate(original, problem.offset)
  const { before, at, after } = locate(shown.text, shownOffset(shown.spans, problem.offset))
  return (
    <Banner tone="bad" title={t.json.invalid(line, column)}>
      <p>{t.json.problems[problem.code]}</p>
      <p className="mt-1 overflow-hidden whitespace-pre font-bytes text-small">
        <Visible text={before} />
        <mark className="rounded-small bg-bad px-0.5 text-surface">{at.trim() === '' ? (at === '' ? t.json.end : '␣') : at}</mark>
        <Visible text={after} />
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
