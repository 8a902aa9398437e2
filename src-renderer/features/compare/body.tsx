import { useState } from 'react'
import type { ComparedMessage } from '#contract/compare.ts'
import { compareText as t } from '../../strings/compare.ts'
import { bytes } from '../../ui/format.ts'
import { Visible } from '../../ui/visible.tsx'
import { Segmented } from '../detail/body/segmented.tsx'
import { FieldTable } from './fields.tsx'
import { LineTable } from './lines.tsx'
import { ChangeMark, rowTint } from './mark.tsx'

type Body = ComparedMessage['body']

/** How the bodies differ, by what they are. */
export function BodyDifference({ body, only }: { body: Body; only: boolean }) {
  if (body.kind === 'form') return <FieldTable title={t.body} fields={body.fields} only={only} />
  return (
    <section aria-label={t.body} className="flex flex-col gap-1.5">
      {body.kind === 'json' ? <Json body={body} /> : <Plain body={body} />}
    </section>
  )
}

function Plain({ body }: { body: Exclude<Body, { kind: 'form' | 'json' }> }) {
  return (
    <>
      <h3 className="font-medium">{t.body}</h3>
      {body.kind === 'empty' ? (
        <p className="text-ink-2">{t.empty}</p>
      ) : body.kind === 'same' ? (
        <p className="text-ink-2">{t.same}</p>
      ) : body.kind === 'bytes' ? (
        <p className="text-ink-2">{t.bytes(body.at, bytes(body.sizeA), bytes(body.sizeB))}</p>
      ) : (
        <LineTable rows={body.rows} more={body.moreRows} />
      )}
    </>
  )
}

function Json({ body }: { body: Extract<Body, { kind: 'json' }> }) {
  const [show, setShow] = useState<'structure' | 'lines'>('structure')
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="flex items-baseline gap-2 font-medium">
          {t.body} <span className="font-normal text-ink-2 text-small">{t.differences(body.changes.length + body.more)}</span>
        </h3>
        <span className="flex-1" />
        <Segmented
          label={t.show}
          value={show}
          options={[
            { value: 'structure', label: t.shows.structure },
            { value: 'lines', label: t.shows.lines },
          ]}
          onChange={setShow}
        />
      </div>
      {show === 'lines' ? <LineTable rows={body.rows} more={body.moreRows} /> : <Changes body={body} />}
    </>
  )
}

function Changes({ body }: { body: Extract<Body, { kind: 'json' }> }) {
  if (body.changes.length === 0) return <p className="text-ink-2">{t.sameJson}</p>
  return (
    <div className="overflow-hidden rounded-panel border border-line">
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">{t.body}</caption>
        <colgroup>
          <col className="w-1/4" />
          <col />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t.path}</th>
            <th scope="col">{t.left}</th>
            <th scope="col">{t.right}</th>
          </tr>
        </thead>
        <tbody>
          {body.changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path may stand here twice, once for each side
            <tr key={index} className={`border-line align-top not-last:border-b ${rowTint[change.change]}`}>
              <th scope="row" className="break-all py-1.5 pr-2 pl-2 font-bytes font-normal text-ink-2 text-small">
                <ChangeMark change={change.change} /> <Visible text={change.path} />
              </th>
              {[change.a, change.b].map((value, side) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: left and right
                  key={side}
                  className="whitespace-pre-wrap break-all border-line border-l px-2 py-1.5 font-bytes text-small [font-variant-ligatures:none]"
                >
                  {value === null ? <span className="text-ink-3">{t.absent}</span> : <Visible text={value} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {body.more > 0 ? <p className="border-line border-t px-2 py-1.5 text-ink-2">{t.more(body.more)}</p> : null}
    </div>
  )
}
