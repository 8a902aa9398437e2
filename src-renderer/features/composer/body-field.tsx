import { Eye } from 'lucide-react'
import type { RequestDetail } from '#contract/requests.ts'
import { isJsonType, mediaType } from '#domain/http/body.ts'
import { parseJsonNodes } from '#domain/json/nodes.ts'
import { composerText as t } from '../../strings/composer.ts'
import { hiddenInComposer as hiddenText } from '../../strings/inspect.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { bytes } from '../../ui/format.ts'
import { TextArea } from '../../ui/input.tsx'
import { locate } from '../detail/body/locate.ts'
import { useRewrite } from './rewrite.tsx'
import type { CapturedBody } from './use-editable-body.ts'

/** The body of a resend: the captured text to edit, or the statement that the bytes go out by reference. `value` null = not edited. */
export function BodyField(props: {
  captured: CapturedBody
  request: RequestDetail
  value: string | null
  onChange(value: string | null): void
  /** Puts a body with hidden credentials into the text box, in clear. */
  onReveal(): void
}) {
  const { captured, request, value, onChange, onReveal } = props
  if (captured.kind === 'text') {
    return (
      <BodyText
        value={value ?? captured.text}
        contentType={request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]}
        // Back at the captured text is not edited at all, so the captured bytes go out.
        onChange={next => onChange(next === captured.text ? null : next)}
        edited={value !== null}
        onRestore={() => onChange(null)}
        hint={value === null ? t.body.kept : captured.lineEnds === 'crlf' ? t.body.crlf : captured.lineEnds === 'mixed' ? t.body.mixed : ''}
      />
    )
  }
  if (value !== null) return <BodyText value={value} onChange={onChange} edited onRestore={() => onChange(null)} hint="" />
  return (
    <section aria-label={t.body.title} className="flex flex-col gap-1">
      <h3 className="font-medium text-small">{t.body.title}</h3>
      <div className="flex flex-wrap items-center gap-2 rounded-control border border-line bg-panel px-3 py-2">
        <p className="min-w-0 flex-1 text-ink-2">
          {captured.kind === 'loading' ? (
            t.body.loading
          ) : captured.kind === 'hidden' ? (
            hiddenText.body(request.bodyCredentials.names.join(', '))
          ) : (
            <>
              {t.body.kept} {t.body.reasons[captured.kind === 'failed' ? 'failed' : captured.reason]} ({bytes(request.size)})
            </>
          )}
        </p>
        {captured.kind === 'hidden' ? (
          <Button size="small" icon={<Eye />} onClick={onReveal}>
            {hiddenText.reveal}
          </Button>
        ) : null}
        <Button size="small" onClick={() => onChange('')}>
          {t.body.replace}
        </Button>
      </div>
    </section>
  )
}

/** A body as text. JSON that is not JSON is told with its place and sent all the same: that may be the test. */
export function BodyText(props: {
  value: string
  contentType?: string | undefined
  onChange(value: string): void
  edited?: boolean
  onRestore?(): void
  hint: string
}) {
  const { value, contentType, onChange, edited, onRestore, hint } = props
  const { change, buttons, refused } = useRewrite(value, onChange)
  const json = isJsonType(mediaType(contentType)) && value !== '' ? parseJsonNodes(value) : null
  const place = json && !json.ok ? locate(value, json.problem.offset) : null
  return (
    <Field
      label={t.body.title}
      hint={hint}
      error={place ? t.body.invalidJson(place.line, place.column) : null}
      aside={
        <span className="flex items-center gap-2">
          {edited ? <Badge tone="accent">{t.body.edited}</Badge> : null}
          {edited && onRestore ? (
            <Button size="small" kind="ghost" onClick={onRestore}>
              {t.body.restore}
            </Button>
          ) : null}
          {json ? buttons : null}
        </span>
      }
    >
      {/* Above the text, where the button is: what stands below may be out of sight. */}
      {refused ? (
        <p role="status" className="text-small text-warn">
          {refused}
        </p>
      ) : null}
      <TextArea mono rows={14} value={value} onChange={event => change(event.target.value)} />
    </Field>
  )
}
