import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view'

const matcher = new MatchDecorator({ regexp: /\\?\{\{[^{}\n]*\}\}/g, decoration: ([text]) => (text.startsWith('\\') ? null : variable) })
const variable = Decoration.mark({ class: 'cm-variable' })

/** Variables stand out from the text around them. */
export const variables = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view)
    }
    update(update: ViewUpdate) {
      this.decorations = matcher.updateDeco(update, this.decorations)
    }
  },
  { decorations: plugin => plugin.decorations },
)

/** Offset of what is wrong; null = nothing. */
export const setWrong = StateEffect.define<number | null>()
const wrong = Decoration.mark({ class: 'cm-wrong' })

/** One underlined character: where the text stops being JSON. */
export const wrongPlace = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setWrong)) continue
      const at = effect.value
      const length = transaction.state.doc.length
      if (at === null || length === 0) return Decoration.none
      const from = Math.min(at, length - 1)
      return Decoration.set(wrong.range(from, from + 1))
    }
    return marks.map(transaction.changes)
  },
  provide: field => EditorView.decorations.from(field),
})
