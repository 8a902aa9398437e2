import { expect, test } from 'vitest'
import { autostartEntry, startsAtLogin } from '../../../src-main/electron/autostart.ts'
import { plainNotes } from '../../../src-main/electron/release-notes.ts'

test('an entry of the desktop quotes what a path can hold', () => {
  const entry = autostartEntry(['/opt/my "apps"/$HOME/50%', '--hidden'])
  expect(entry).toContain('Exec="/opt/my \\\\"apps\\\\"/\\\\$HOME/50%%" "--hidden"\n')
  expect(startsAtLogin(entry)).toBe(true)
})

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false', 'Hidden = true '])('one with %j starts nothing', line => {
  expect(startsAtLogin(`[Desktop Entry]\nExec=x\n${line}\n`)).toBe(false)
})

test('release notes are text, whatever the feed has made of them', () => {
  expect(plainNotes('<h2>New</h2><ul><li>One &amp; two</li><li>a &lt; b</li></ul>')).toBe('New\n- One & two\n- a < b')
  expect(
    plainNotes([
      { version: '0.2.0', note: 'b' },
      { version: '0.1.1', note: null },
    ]),
  ).toBe('0.2.0\nb\n\n0.1.1')
  expect(plainNotes('- New: `a < b`, 3 > 2')).toBe('- New: `a < b`, 3 > 2')
  expect([plainNotes(null), plainNotes(undefined), plainNotes(' '), plainNotes([])]).toEqual([null, null, null, null])
})
