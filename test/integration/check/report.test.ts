import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from '@playwright/test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderReport } from '#check/report/index.ts'
import { textReport } from '#check/report/text.ts'
import { forgeryUntested, gradeOf } from '#domain/check/grade.ts'
import type { CheckReport } from '#domain/check/types.ts'
import { injects } from '../../fixtures/handlers/hostile.ts'
import type { OpenHandler } from '../../fixtures/handlers/support.ts'
import { acceptsUnsigned } from '../../fixtures/handlers/verification.ts'
import { axe } from '../../support/axe.ts'
import { chromiumLaunch } from '../../support/chromium.ts'
import { checkHandler } from './support.ts'

async function reportOn(open: OpenHandler, only?: readonly string[]): Promise<CheckReport> {
  const { results, findings, notObservable, handler, state } = await checkHandler(open, { count: null, ...(only ? { only } : {}) })
  const target = { url: `${handler.url}?a=1&b=<2>`, provider: 'stripe', providerName: 'Stripe', scheme: 'stripe' }
  const times = { startedAt: Date.UTC(2026, 0, 2, 3, 4, 5), finishedAt: null, timeoutMs: 10_000 }
  const untested = forgeryUntested(results, target.scheme)
  return {
    target,
    ...times,
    grade: gradeOf(findings, untested),
    forgeryUntested: untested,
    requests: state.requests,
    findings,
    results,
    notObservable,
  }
}

let ordinary: CheckReport
/** Of a target whose answers try to run in whoever shows them. */
let hostile: CheckReport

beforeAll(async () => {
  ordinary = await reportOn(acceptsUnsigned, ['forged', 'unsigned', 'empty-body', 'burst-50'])
  hostile = await reportOn(injects)
})

describe('JUnit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: name => ['testsuite', 'testcase'].includes(name),
  })
  type Case = {
    name: string
    classname: string
    time: string
    failure?: { type: string; message: string; '#text': string }
    skipped?: unknown
  }
  type Suites = {
    testsuites: {
      tests: string
      failures: string
      skipped: string
      testsuite: { name: string; tests: string; failures: string; testcase: Case[] }[]
    }
  }

  test('is well formed, and its structure is the one that CI servers read', () => {
    const { text } = renderReport(ordinary, 'junit')
    expect(XMLValidator.validate(text)).toBe(true)
    const { testsuites } = parser.parse(text) as Suites
    const cases = testsuites.testsuite.flatMap(suite => suite.testcase)
    expect(cases).toHaveLength(ordinary.results.length)
    expect(Number(testsuites.tests)).toBe(cases.length)
    expect(Number(testsuites.failures)).toBe(cases.filter(({ failure }) => failure).length)
    for (const suite of testsuites.testsuite) expect(Number(suite.tests)).toBe(suite.testcase.length)
    const [failed, ...others] = cases.filter(({ failure }) => failure)
    expect(others).toEqual([])
    expect(failed).toMatchObject({
      name: 'No signature at all (unsigned)',
      classname: 'endpoint-check.signature',
      failure: { type: 'critical' },
    })
    expect(failed?.failure?.['#text']).toContain('unsigned: POST http://127.0.0.1')
    expect(cases.filter(({ skipped }) => skipped).length).toBe(Number(testsuites.skipped))
  })

  test('holds what a target answers as text, whatever it is', () => {
    const { text } = renderReport(hostile, 'junit')
    expect(XMLValidator.validate(text)).toBe(true)
    expect(text).not.toContain('<script')
    const [first] = (parser.parse(text) as Suites).testsuites.testsuite
    expect(first?.testcase[0]?.failure?.['#text']).toContain('<script>window.stolen = 1</script>')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  })
})

test('JSON is the whole of it', () => {
  expect(JSON.parse(renderReport(ordinary, 'json').text)).toEqual(JSON.parse(JSON.stringify(ordinary)))
})

test('Markdown tells findings with their lines, and lets no text of the target become markup', () => {
  const { text } = renderReport(ordinary, 'markdown')
  expect(text).toContain('# Endpoint Check: F')
  expect(text).toContain('<details><summary>FastAPI</summary>')
  expect(text).toContain('hmac.compare_digest')
  expect(renderReport(hostile, 'markdown').text).not.toMatch(/(?<!\\)<(script|img)/)
})

test('the text for a terminal is one line a scenario', () => {
  const text = textReport(ordinary)
  expect(text).toContain(' FAIL  No signature at all: ')
  expect(text).toContain('Grade F: 1 critical; ')
  expect(text).not.toContain('Forgery was not tested')
  expect(textReport({ ...ordinary, grade: 'C', findings: [], forgeryUntested: 'Forgery was not tested.' })).toMatch(
    /^Grade C: no findings; .*\.\nForgery was not tested\.$/m,
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  expect(textReport(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
})

describe('HTML', () => {
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunch())
    folder = await mkdtemp(join(tmpdir(), 'hookbench-report-'))
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function opened(report: CheckReport, name: string) {
    const path = join(folder, `${name}.html`)
    await writeFile(path, renderReport(report, 'html').text)
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', request => asked.push(request.url()))
    page.on('console', message => complaints.push(message.text()))
    await page.goto(pathToFileURL(path).href)
    return { page, asked, complaints, url: pathToFileURL(path).href }
  }

  test('opens with no network, and asks for nothing but itself', async () => {
    const { page, asked, complaints, url } = await opened(ordinary, 'ordinary')
    expect(asked).toEqual([url])
    expect(complaints).toEqual([])
    await page.getByText('Express', { exact: true }).first().click()
    expect(await page.getByText('timingSafeEqual(given, expected)').first().isVisible()).toBe(true)
    expect(await axe(page)).toEqual([])
  })

  test('runs nothing that the target has answered', async () => {
    const { page, asked } = await opened(hostile, 'hostile')
    expect(asked).toHaveLength(1)
    for (const details of await page.locator('details.result').all()) await details.evaluate(element => element.setAttribute('open', ''))
    expect(await page.getByText('<script>window.stolen = 1</script>').first().isVisible()).toBe(true)
    expect(await page.evaluate(() => 'stolen' in window)).toBe(false)
    expect(await page.locator('script, img, iframe, object, link, base').count()).toBe(0)
  })
})
