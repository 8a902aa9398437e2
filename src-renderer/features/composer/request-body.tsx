import { lazy, Suspense } from 'react'
import { isJsonType, mediaType } from '#domain/http/body.ts'
import { composeText } from '../../strings/compose.ts'
import { TextArea } from '../../ui/input.tsx'
import { locate } from '../detail/body/locate.ts'
import { jsonProblem } from './json-text.ts'
import { useRewrite } from './rewrite.tsx'

const CodeEditor = lazy(() => import('./editor/code-editor.tsx'))
const t = composeText.body

/** The body in an editor. JSON that is none is told with its place and sent all the same: that may be the test. */
export function RequestBody(props: { value: string; contentType: string | undefined; onChange(value: string): void }) {
  const { value, contentType, onChange } = props
  const { change, buttons, refused } = useRewrite(value, onChange)
  const json = isJsonType(mediaType(contentType))
  const wrongAt = json ? jsonProblem(value) : null
  const place = wrongAt === null ? null : locate(value, wrongAt)
  return (
    <section aria-label={t.label} className="flex min-h-72 flex-col gap-1">
      <div className="flex min-h-6 items-center gap-2">
        <h3 className="flex-1 font-medium text-small">{t.label}</h3>
        {buttons}
      </div>
      <div className="h-72 resize-y overflow-hidden rounded-control border border-line-strong/70 focus-within:outline-2 focus-within:outline-accent-ink focus-within:-outline-offset-1">
        <Suspense
          fallback={
            <TextArea
              mono
              aria-label={t.label}
              className="h-full resize-none border-0"
              value={value}
              onChange={event => change(event.target.value)}
            />
          }
        >
          <CodeEditor label={t.label} value={value} json={json} wrongAt={wrongAt} onChange={change} />
        </Suspense>
      </div>
      {refused ? (
        <p role="status" className="text-small text-warn">
          {refused}
        </p>
      ) : null}
      {place ? <p className="text-bad text-small">{t.invalidJson(place.line, place.column)}</p> : null}
      <p className="text-ink-3 text-small">{t.keys}</p>
    </section>
  )
}
