import { tinykeys } from 'tinykeys'
import { app } from '../state/store.ts'
import { available, type Command, keysOf } from './command.ts'
import { commands, overrides } from './registry.ts'

/**
 * Binds all keys in force. Plain keys are left alone while somebody types or a dialog or menu is open: there they are text or
 * belong to that dialog. Combinations with Ctrl or Cmd work everywhere but in dialogs.
 *
 * A dialog counts as open from the moment it was asked for, not from when it has the focus: what is typed in between is meant for it.
 */
export function bindKeys(): () => void {
  const owners: Record<string, Command[]> = {}
  for (const command of commands) {
    for (const key of keysOf(command, overrides)) owners[key] = [...(owners[key] ?? []), command]
  }
  const map: Record<string, (event: KeyboardEvent) => void> = {}
  for (const [key, all] of Object.entries(owners)) {
    map[freeOfShift(key)] = event => {
      const command = all.find(candidate => available(candidate, app()))
      if (!command || event.defaultPrevented || blocked(event, key)) return
      event.preventDefault()
      void command.run()
    }
  }
  return tinykeys(window, map, { ignore: () => false })
}

/** A character that is no letter is that character, whether this keyboard makes it with Shift or without: `?` becomes `[Shift]+?`. */
export function freeOfShift(keys: string): string {
  return keys.replace(/(^|[ +])([^\p{L}\s])(?= |$)/gu, (press, before, key) =>
    keys.includes('Shift+') ? press : `${before}[Shift]+${key}`,
  )
}

function blocked(event: KeyboardEvent, key: string): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (app().dialog !== null) return true
  if (target?.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return true
  // All that is loaded is chosen in the list; in a field and in what somebody reads it is all of the text.
  if (key === '$mod+a') return target?.closest('input, textarea, [contenteditable="true"], #detail-pane') != null
  if (key.includes('$mod')) return false
  // Enter and Space on a button press the button; a separator and tabs have arrow keys of their own.
  if (
    (key === 'Enter' || key.includes('Arrow')) &&
    target?.closest('button, a, [role="tab"], [role="separator"], [role="tree"], [role="treeitem"], summary')
  ) {
    return true
  }
  // Arrows and Home scroll what has the focus; only the list makes something else of them.
  if ((key.includes('Arrow') || key === 'Home') && target?.closest('#detail-pane, nav')) return true
  return target?.closest('input, textarea, select, [contenteditable="true"]') != null
}
