import { type ReactNode, useState } from 'react'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { composeText } from '../../strings/compose.ts'
import { composerText as t } from '../../strings/composer.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import { Frame } from './frame.tsx'
import { type MessageDraft, messageInput, messageProblem, newMessage, unsignedTargets } from './message-draft.ts'
import { RequestBody } from './request-body.tsx'
import { useSend } from './use-send.ts'
import { newExpander, VariablesHelp } from './variables-help.tsx'

/** Composes an event of one's own and sends it to Endpoints. */
export function MessageForm({ endpointId, kinds, onClose }: { endpointId: string | null; kinds: ReactNode; onClose(): void }) {
  const endpoints = useApp(state => state.endpoints)
  const [draft, setDraft] = useState<MessageDraft>(() => newMessage(endpointId))
  const change = (patch: Partial<MessageDraft>) => setDraft(before => ({ ...before, ...patch }))
  const sending = useSend(draft, async () => (await call('messages.send', messageInput(draft, newExpander()))).deliveryIds)
  const chosen = draft.endpointIds
  return (
    <Frame
      title={t.messageTitle}
      description={t.messageDescription}
      onClose={onClose}
      sending={sending}
      draft={draft}
      problem={endpoints.length === 0 ? t.message.noEndpoints : messageProblem(draft)}
      top={<div className="flex">{kinds}</div>}
      side={
        <>
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium text-small">{t.message.to}</legend>
            <Checkbox
              label={t.message.toAll}
              checked={chosen === null}
              onChange={all => change({ endpointIds: all ? null : endpointId === null ? [] : [endpointId] })}
            />
            {endpoints.map(endpoint => (
              <Checkbox
                key={endpoint.id}
                label={endpoint.enabled ? endpoint.name : t.target.off(endpoint.name)}
                hint={<span className="break-all">{endpoint.url}</span>}
                checked={chosen?.includes(endpoint.id) ?? false}
                disabled={chosen === null}
                onChange={on =>
                  change({ endpointIds: on ? [...(chosen ?? []), endpoint.id] : (chosen ?? []).filter(id => id !== endpoint.id) })
                }
              />
            ))}
          </fieldset>
          <Field label={t.message.eventId} hint={t.message.eventIdHint}>
            <Input mono value={draft.eventId} onChange={event => change({ eventId: event.target.value })} />
          </Field>
          <VariablesHelp places={[[composeText.variables.where.body, draft.body]]} />
          <Notice>
            <p>{t.message.signing}</p>
            {unsignedTargets(draft, endpoints).map(endpoint => (
              <p key={endpoint.id}>{t.message.unsigned(endpoint.name)}</p>
            ))}
          </Notice>
        </>
      }
    >
      <div className="grid gap-2 sm:grid-cols-2">
        <Field label={t.message.eventType}>
          <Input
            mono
            value={draft.eventType}
            maxLength={200}
            placeholder={t.message.eventTypePlaceholder}
            onChange={event => change({ eventType: event.target.value })}
          />
        </Field>
        <Field label={t.message.contentType}>
          <Input mono value={draft.contentType} maxLength={200} onChange={event => change({ contentType: event.target.value })} />
        </Field>
      </div>
      <RequestBody value={draft.body} contentType={draft.contentType} onChange={body => change({ body })} />
    </Frame>
  )
}
