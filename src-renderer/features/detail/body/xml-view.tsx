import { useMemo } from 'react'
import { inspectText as t } from '../../../strings/inspect.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Finder } from './find-bar.tsx'
import { TextView } from './text-view.tsx'
import { MAX_XML, prettyXml } from './xml.ts'

/** XML indented, as text. No parser of the browser's sees it: entities and doctypes mean nothing here. */
export function XmlView({ text, finder }: { text: string; finder: Finder }) {
  const pretty = useMemo(() => prettyXml(text), [text])
  if (pretty !== null) return <TextView text={pretty} finder={finder} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="shrink-0 px-3 pt-2">
        <Notice tone="warn">{text.length > MAX_XML ? t.xml.large : t.xml.broken}</Notice>
      </div>
      <div className="min-h-0 flex-1">
        <TextView text={text} finder={finder} />
      </div>
    </div>
  )
}
