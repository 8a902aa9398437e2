import { type Exported, exactText, portableHeaders, toBase64 } from './text.ts'

/** The request as a call of `fetch`. What came from outside stands in string literals only, so a payload cannot become code. */
export function toFetch(request: Exported): string {
  return `const response = await fetch(${literal(request.url, request.mask)}, ${init(request)})\n`
}

/**
 * Requests as a vitest file that sends each to `WEBHOOK_URL` and expects the reply that it had here; jest runs it too, without the import.
 * A masked credential is read from `HOOKBENCH_SECRET`.
 */
export function toVitest(requests: readonly Exported[]): string {
  const tests = requests.map(request => {
    const name = `${request.method} ${request.target}${request.eventType === null ? '' : `, ${request.eventType}`}`
    return [
      `test(${literal(name, '')}, async () => {`,
      `  const response = await fetch(url, ${indented(init(request))})`,
      `  expect(response.status).toBe(${request.reply.status > 0 ? request.reply.status : 200})`,
      '})',
    ].join('\n')
  })
  return `import { expect, test } from 'vitest'\n\nconst url = process.env.WEBHOOK_URL ?? 'http://localhost:3000/webhooks'\n\n${tests.join('\n\n')}\n`
}

function init({ method, headers, body, mask, bodyMasked }: Exported): string {
  const lines = [`  method: ${literal(method, '')},`, '  headers: [']
  // Pairs and not an object: a field may stand there twice.
  for (const [name, value] of portableHeaders(headers)) lines.push(`    [${literal(name, '')}, ${literal(value, mask)}],`)
  lines.push('  ],')
  const text = exactText(body)
  if (text === null) lines.push(`  body: Uint8Array.from(atob('${toBase64(body)}'), char => char.charCodeAt(0)),`)
  // fetch refuses a body for these two, even an empty one.
  else if (text !== '' && method !== 'GET' && method !== 'HEAD') lines.push(`  body: ${literal(text, bodyMasked ? mask : '')},`)
  return `{\n${lines.join('\n')}\n}`
}

/** A string literal; where a mask stands in it, a template that reads the secret. */
function literal(text: string, mask: string): string {
  if (mask === '' || !text.includes(mask)) return quoted(text)
  return text
    .split(mask)
    .map(part => (part === '' ? '' : quoted(part)))
    .reduce((all, part) => [all, 'process.env.HOOKBENCH_SECRET', part].filter(Boolean).join(' + '))
}

/** JSON is JavaScript, but for two line ends; and `</` would end a script that the code is pasted into. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('</', '<\\/')
}

const indented = (text: string): string => text.replaceAll('\n', '\n  ')
