import { CHART_INK, CHART_LINE, darkChartRules, PAGE } from './palette.ts'

/** The page's style: light and dark, for a wide screen, a phone and A4 paper. */
export function reportStyle(): string {
  return `
:root { color-scheme: light dark; --page: #f4f6f8; --card: ${PAGE.light}; --ink: ${CHART_INK.light}; --soft: #57606a; --line: ${CHART_LINE.light};
  --link: #0550ae; --head: #1d3557; --good: #116329; --good-back: #dafbe1; --bad: #a40e26; --bad-back: #ffebe9; --look: #6f4400; --look-back: #fff3c4; }
@media screen and (prefers-color-scheme: dark) {
:root { --page: #12161b; --card: ${PAGE.dark}; --ink: ${CHART_INK.dark}; --soft: #a3adb8; --line: ${CHART_LINE.dark};
  --link: #79c0ff; --head: #0b1a2b; --good: #7ee787; --good-back: #10301d; --bad: #ffa198; --bad-back: #42171a; --look: #f2cc60; --look-back: #3a2d09; }
${darkChartRules()}
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
header { background: var(--head); color: #fff; padding: 1.4rem max(1rem, calc(50% - 32rem)); }
header h1 { margin: 0; font-size: 1.5rem; } header p { margin: .2rem 0 0; } header .shop { font-size: 1.1rem; overflow-wrap: anywhere; }
nav { background: var(--card); border-bottom: 1px solid var(--line); padding: .3rem max(1rem, calc(50% - 32rem)); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; margin: 0; padding: 0; } nav a { display: block; padding: .25rem 0; }
main { max-width: 66rem; margin: 0 auto; padding: 1rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.2rem; margin: 0 0 1rem; }
section.verdict { border-left: 6px solid var(--bad); } section.verdict.ready { border-left-color: var(--good); }
h2 { margin: 0 0 .6rem; font-size: 1.25rem; } h3 { margin: 1rem 0 .3rem; font-size: 1.05rem; } p { margin: .4rem 0; } ul, ol { margin: .3rem 0; padding-left: 1.5rem; }
a { color: var(--link); overflow-wrap: anywhere; }
.answer { font-size: 1.5rem; font-weight: 700; color: var(--bad); } .ready .answer { color: var(--good); }
.next li { margin: .15rem 0; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .6rem; margin: .8rem 0; }
.verdict .tiles { grid-template-columns: repeat(3, minmax(0, 1fr)); } #money .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
.tiles div { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .7rem; }
.tiles dt { color: var(--soft); font-size: .87rem; } .tiles dd { margin: 0; } .tiles strong { display: block; font-size: 1.2rem; font-variant-numeric: tabular-nums; } .tiles small { color: var(--soft); font-size: .87rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: .3rem 0; } caption.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; font-weight: 400; }
thead th { color: var(--soft); font-size: .87rem; white-space: nowrap; } tfoot th, tfoot td { font-weight: 700; border-bottom: 0; }
.number { text-align: right; white-space: nowrap; } .whole { white-space: nowrap; } tr.late > :first-child { color: var(--bad); font-weight: 700; } tbody th[scope=row] { white-space: nowrap; } tbody th small { display: block; font-size: .87rem; font-weight: 400; }
#conditions > table > tbody > tr > th { white-space: normal; } #conditions > table > thead th:nth-child(1) { width: 24%; } #conditions > table > thead th:nth-child(4) { width: 22%; }
#rules tbody th { white-space: normal; }
.badge { display: inline-block; border-radius: 1em; padding: 0 .6em; white-space: nowrap; font-size: .87rem; color: var(--look); background: var(--look-back); }
.badge.pass { color: var(--good); background: var(--good-back); } .badge.blocked { color: var(--bad); background: var(--bad-back); }
.note, .note li { color: var(--soft); font-size: .87rem; } .warning { color: var(--look); }
summary { cursor: pointer; color: var(--link); padding: .2rem 0; }
figure { margin: .6rem 0; } figcaption { font-weight: 700; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; list-style: none; padding: 0; } .legend svg { vertical-align: -2px; margin-right: .4em; }
.chart > svg { display: block; width: 100%; height: auto; } .chart text { font-family: inherit !important; font-variant-numeric: tabular-nums; } .chart.narrow { display: none; }
footer { max-width: 66rem; margin: 0 auto; padding: 0 1rem 1.5rem; color: var(--soft); font-size: .87rem; }
@media screen and (max-width: 760px) {
main { padding: .6rem; } section { padding: .8rem; } .chart.wide { display: none; } .chart.narrow { display: block; max-width: 30rem; }
.verdict .tiles, #money .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media screen and (max-width: 900px) {
table, tbody, tfoot, tr, th, td, caption { display: block; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
tr { border-bottom: 1px solid var(--line); padding: .4rem 0; } tbody th, tbody td, tfoot th, tfoot td { border: 0; padding: .05rem 0; white-space: normal; }
tbody td, tfoot td { display: inline-block; margin-right: .9rem; max-width: 100%; } .number { text-align: left; }
tbody th[scope=row] { font-weight: 700; white-space: normal; } td:empty { display: none; }
#conditions > table > thead th, #conditions > table > tbody > tr > th { width: auto; }
td::before { content: attr(data-title) " "; color: var(--soft); font-size: .87rem; margin-right: .4em; }
}
@page { size: A4; margin: 14mm 12mm; }
@media print {
html { font-size: 9.5pt; } body { background: none; font-size: 1rem; } header { background: none; color: inherit; padding: 0 0 4mm; border-bottom: 2px solid var(--ink); } nav { display: none; }
main, footer { max-width: none; padding: 3mm 0 0; } section { border: 0; border-radius: 0; padding: 0; margin: 0 0 5mm; } section.verdict { border-left: 0; }
h2 { border-bottom: 1px solid var(--line); } h2, h3, caption, figcaption, summary { break-after: avoid; } tr, .tiles div, figure > .together, li { break-inside: avoid; } thead { display: table-header-group; } tfoot { display: table-row-group; }
#time-line > p { break-after: avoid; } #conditions details { break-inside: avoid; } .tiles { padding-right: .3mm; } .badge, thead th { font-size: 8pt; } .badge { padding: 0 .5em; }
table { font-size: 8.5pt; } th, td { padding: .8mm 1mm; } a { color: inherit; text-decoration: none; } details::details-content { content-visibility: visible; display: block; height: auto; } summary { list-style: none; color: var(--soft); }
.badge { border: 1px solid currentColor; }
}
`
}
