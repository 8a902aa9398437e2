import { useState } from 'react'
import { composeText } from '../../strings/compose.ts'
import { Button } from '../../ui/button.tsx'
import { formatJson, minifyJson, type Rewritten } from './json-text.ts'

const t = composeText.body

/** Format and Minify of a JSON body, and a sentence where it was left as it was. @returns `change` to be used for all that is typed, too */
export function useRewrite(value: string, onChange: (text: string) => void) {
  const [refused, setRefused] = useState<'notJson' | 'inName' | null>(null)
  const change = (text: string) => {
    setRefused(null)
    onChange(text)
  }
  const rewrite = (made: Rewritten) => (made.ok ? change(made.text) : setRefused(made.reason))
  return {
    change,
    buttons: (
      <>
        <Button size="small" kind="ghost" onClick={() => rewrite(formatJson(value))}>
          {t.format}
        </Button>
        <Button size="small" kind="ghost" onClick={() => rewrite(minifyJson(value))}>
          {t.minify}
        </Button>
      </>
    ),
    refused: refused && t[refused],
  }
}
