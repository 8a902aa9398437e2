import type { ReactNode } from 'react'
import type { CustomProviderDraft } from '#contract/providers.ts'
import type { DraftField, DraftProblem } from '#domain/custom/check.ts'
import { providersText as t } from '../../../strings/providers.ts'
import { ContentField } from './content-field.tsx'
import { PlaceField } from './place-field.tsx'
import { KeyFields, SignatureFields } from './signature-fields.tsx'
import { TimeFields } from './time-fields.tsx'

/** What is wrong with the description, asked for by field. */
export interface Problems {
  error(field: DraftField): string | undefined
  warnings(field: DraftField): readonly string[]
}

export function problemsBy(found: readonly DraftProblem[]): Problems {
  const of = (field: DraftField, level: DraftProblem['level']) =>
    found.filter(problem => problem.field === field && problem.level === level).map(({ message }) => message)
  return { error: field => of(field, 'error')[0], warnings: field => of(field, 'warning') }
}

/** How a sender signs, in the order in which its documentation tells it. */
export function CustomForm(props: { draft: CustomProviderDraft; problems: Problems; onChange(draft: CustomProviderDraft): void }) {
  const { draft, problems, onChange } = props
  const { scheme } = draft
  const setScheme = (next: CustomProviderDraft['scheme']) => onChange({ ...draft, scheme: next })
  const presented = scheme.algorithm === 'token' || scheme.algorithm === 'basic'
  const parts = { scheme, problems, onChange: setScheme }
  return (
    <>
      <Section title={t.sections.signature}>
        <SignatureFields {...parts} />
      </Section>
      <Section title={t.sections.key}>
        <KeyFields {...parts} />
      </Section>
      {presented ? null : (
        <>
          <Section title={t.sections.content}>
            <ContentField {...parts} />
          </Section>
          <Section title={t.sections.time}>
            <TimeFields {...parts} />
          </Section>
        </>
      )}
      <Section title={t.sections.event}>
        <PlaceField
          label={t.eventId}
          hint={t.eventIdHint}
          value={draft.eventId}
          kinds={['none', 'header', 'query', 'body']}
          error={problems.error('eventId')}
          onChange={next => onChange({ ...draft, eventId: next?.in === 'signature' ? null : next })}
        />
        <PlaceField
          label={t.eventType}
          value={draft.eventType}
          kinds={['none', 'header', 'query', 'body']}
          error={problems.error('eventType')}
          onChange={next => onChange({ ...draft, eventType: next?.in === 'signature' ? null : next })}
        />
      </Section>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-line border-t pt-3">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  )
}
