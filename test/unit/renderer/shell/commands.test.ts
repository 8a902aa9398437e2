import { describe, expect, test } from 'vitest'
import { conflicts, keysOf } from '../../../../src-renderer/commands/command.ts'
import { commands } from '../../../../src-renderer/commands/registry.ts'
import { keyNames } from '../../../../src-renderer/ui/kbd.tsx'

describe('commands', () => {
  test('ids are unique and no two share a default key', () => {
    expect(new Set(commands.map(command => command.id)).size).toBe(commands.length)
    expect([...conflicts(commands, {})]).toEqual([])
  })

  test('the keys that people expect', () => {
    const keys = Object.fromEntries(commands.map(command => [command.id, command.keys]))
    expect(keys).toMatchObject({
      'window.palette': ['$mod+k'],
      'list.filter': expect.arrayContaining(['$mod+f']),
      'list.next': ['j', 'ArrowDown'],
      'list.previous': ['k', 'ArrowUp'],
      'list.open': ['Enter'],
      'request.replay': ['r'],
      'request.resend': ['e'],
      'request.curl': ['c'],
      'request.pin': ['p'],
    })
  })

  test('an override replaces the keys, an empty one turns them off, and a clash is told', () => {
    const palette = commands.find(command => command.id === 'window.palette')
    if (!palette) throw new Error('there is no palette')
    expect(keysOf(palette, { 'window.palette': ['F1'] })).toEqual(['F1'])
    expect(keysOf(palette, { 'window.palette': [] })).toEqual([])
    expect([...conflicts(commands, { 'window.palette': ['j'] })]).toEqual([['j', ['list.next', 'window.palette']]])
  })

  test('zoom keys of the browser are left alone', () => {
    const taken = commands.flatMap(command => command.keys)
    for (const key of ['$mod++', '$mod+=', '$mod+-', '$mod+0']) expect(taken).not.toContain(key)
  })

  test('keys are shown as they are written on the keyboard', () => {
    expect(keyNames('$mod+k').at(-1)).toBe('K')
    expect(keyNames('g a')).toEqual(['G', 'A'])
    expect(keyNames('ArrowDown')).toEqual(['↓'])
  })
})
