/**
 * The charts, and the rules that uPlot's own style sheet has for its elements.
 *
 * @see https://github.com/leeoniya/uPlot/blob/1.6.32/src/uPlot.css (MIT)
 */
export const CHART_STYLE = `
.chart{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem;margin-top:.6rem}
.chart h3,.chart h4{margin-bottom:.25rem}
.chart-tools{display:flex;flex-wrap:wrap;gap:.35rem;margin:.4rem 0}
.chart-note{min-height:1.5em}
.key-bar{fill:var(--c)}
.canvas{min-height:1px;overflow:hidden}
.chart-key{display:flex;flex-wrap:wrap;gap:.1rem 1rem}
.chart-key svg{vertical-align:baseline}
.uplot,.uplot *{box-sizing:border-box}
.uplot{width:min-content;line-height:1.5}
.u-wrap{position:relative;user-select:none}
.u-over,.u-under{position:absolute}
.u-under{overflow:hidden}
.uplot canvas{display:block;position:relative;width:100%;height:100%}
.u-axis{position:absolute}
.u-legend{font-size:.875rem;margin:auto;text-align:center;pointer-events:none}
.u-inline{display:block}
.u-inline *{display:inline-block}
.u-inline tr{margin-right:1rem}
.u-legend th{font-weight:600}
.u-legend .u-marker{width:1em;height:1em;margin-right:.25rem;vertical-align:middle;background-clip:padding-box!important}
.u-inline.u-live th::after{content:":"}:lang(fr) .u-inline.u-live th::after{content:"\\202f:"}
.u-series>*{padding:.2rem}
.u-select{background:var(--link);opacity:.15;position:absolute;pointer-events:none}
.u-cursor-x,.u-cursor-y{position:absolute;left:0;top:0;pointer-events:none}
.u-hz .u-cursor-x{height:100%;border-right:1px dashed var(--ink)}
.u-cursor-pt{position:absolute;top:0;left:0;border-radius:50%;border:0 solid;pointer-events:none;background-clip:padding-box!important}
.u-axis.u-off,.u-select.u-off,.u-cursor-x.u-off,.u-cursor-y.u-off,.u-cursor-pt.u-off{display:none}
`;
