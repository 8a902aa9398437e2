/** Colours of the page: text on its ground at 4.5:1 or more, in light and in dark. */
export const style = `
:root{color-scheme:light dark;--ground:#fff;--text:#1c1f24;--quiet:#565d68;--line:#d9dde3;--panel:#f5f6f8;--critical:#a3123b;--high:#b1361e;--medium:#875800;--low:#4d5562;--passed:#12693a}
@media (prefers-color-scheme:dark){:root{--ground:#15171b;--text:#e8eaee;--quiet:#a7aeb9;--line:#343941;--panel:#1e2127;--critical:#ff8ba7;--high:#ff9a80;--medium:#f0bd57;--low:#b6bdc9;--passed:#6fd39b}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem}
header{display:flex;gap:1.25rem;align-items:flex-start;margin-bottom:1rem}
h1,h2,h3,h4,p{margin:.25rem 0}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem}h4{font-size:.85rem;margin-top:1rem}
.grade{font-size:2.5rem;font-weight:700;line-height:1;padding:.75rem 1.1rem;border:2px solid;border-radius:.75rem;color:var(--low)}
.grade-A{color:var(--passed)}.grade-B{color:var(--low)}.grade-C{color:var(--medium)}.grade-D{color:var(--high)}.grade-F{color:var(--critical)}
.url{font-family:ui-monospace,monospace;overflow-wrap:anywhere}.quiet{color:var(--quiet)}
.tag{font-size:.75rem;font-weight:600;text-transform:uppercase;letter-spacing:.03em}
.finding{border:1px solid var(--line);border-left:4px solid;border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0}
.critical{border-left-color:var(--critical)}.high{border-left-color:var(--high)}.medium{border-left-color:var(--medium)}.low{border-left-color:var(--low)}
.critical .tag,.failed .tag{color:var(--critical)}.high .tag{color:var(--high)}.medium .tag,.warning .tag{color:var(--medium)}.low .tag,.skipped .tag{color:var(--low)}.passed .tag{color:var(--passed)}
details{margin:.35rem 0}summary{cursor:pointer}.result{border-bottom:1px solid var(--line);padding:.4rem 0}
pre{background:var(--panel);border-radius:.4rem;padding:.75rem;overflow:auto;max-height:20rem;white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.45 ui-monospace,monospace}
@media print{details>*{display:block}}
`
