import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { highlightSelectionMatches, searchKeymap, searchPanelOpen } from '@codemirror/search'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { setWrong, variables, wrongPlace } from './marks.ts'
import { theme } from './theme.ts'

export interface CodeEditorProps {
  label: string
  value: string
  /** Highlights and folds as JSON. */
  json: boolean
  /** UTF-16 offset of what is wrong; null = nothing. */
  wrongAt: number | null
  onChange(value: string): void
}

/**
 * The text editor. It lives in a shadow root: our policy forbids `<style>` elements, which CodeMirror makes in a document, while in a
 * shadow root it adopts constructed style sheets, which the policy allows.
 */
export default function CodeEditor({ label, value, json: isJson, wrongAt, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const language = useRef(new Compartment())
  const changed = useRef(onChange)
  changed.current = onChange

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is given to it below
  useEffect(() => {
    const place = host.current
    if (!place) return
    const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' })
    const parent = document.createElement('div')
    parent.style.height = '100%'
    root.replaceChildren(parent)
    const made = new EditorView({
      parent,
      root,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          foldGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          EditorView.lineWrapping,
          // Ctrl+Enter is the form's. Tab is not taken: the keyboard must get out of here.
          keymap.of([{ key: 'Mod-Enter', run: () => true }, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          language.current.of(isJson ? json() : []),
          variables,
          wrongPlace,
          theme,
          EditorView.updateListener.of(update => update.docChanged && changed.current(update.state.doc.toString())),
        ],
      }),
    })
    view.current = made
    // The dialog closes on Esc, which here closes the search first.
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && searchPanelOpen(made.state)) event.stopPropagation()
    }
    parent.addEventListener('keydown', keys)
    return () => {
      view.current = null
      made.destroy()
    }
  }, [])

  useEffect(() => {
    const shown = view.current
    if (shown && shown.state.doc.toString() !== value) shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: value } })
  }, [value])
  useEffect(() => view.current?.dispatch({ effects: language.current.reconfigure(isJson ? json() : []) }), [isJson])
  useEffect(() => view.current?.dispatch({ effects: setWrong.of(wrongAt) }), [wrongAt])

  return <div ref={host} className="h-full" />
}
