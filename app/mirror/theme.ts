/**
 * The one style sheet of a mirror: readable without a font to fetch, on a phone, in the dark, on
 * paper. Under 5 kB, so that a first view stays below 100 kB.
 */
export const THEME = `:root{color-scheme:light dark;--encre:#1b1b1f;--fond:#fff;--lien:#0b4fa0;--doux:#f2f4f7;--bord:#c9ced6;--alerte:#fff3cd;--alerte-encre:#3b2f00}
@media (prefers-color-scheme:dark){:root{--encre:#e8e8ee;--fond:#16171b;--lien:#8ab8ff;--doux:#22242a;--bord:#454a54;--alerte:#4a3c00;--alerte-encre:#fff3cd}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--fond);color:var(--encre);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
a{color:var(--lien)}
.preau-saut{position:absolute;left:-999rem}
.preau-saut:focus{position:static;display:block;padding:.5rem 1rem}
.preau-bandeau{background:var(--alerte);color:var(--alerte-encre);padding:.75rem max(1rem,calc(50vw - 23rem));border-bottom:1px solid var(--bord);font-size:.95rem;line-height:1.45}
.preau-bandeau p{margin:0}
.preau-bandeau a{color:inherit;font-weight:600}
.preau-page,.preau-pied{max-width:48rem;margin:0 auto;padding:1rem}
.preau-pied{border-top:1px solid var(--bord);margin-top:2rem;font-size:.875rem}
h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .5em}
h1{font-size:1.75rem;margin-top:.6em}
h2{font-size:1.35rem}
h3{font-size:1.15rem}
img{max-width:100%;height:auto}
@media (prefers-color-scheme:dark){.preau-page img{background:#fff}}
pre{background:var(--doux);border:1px solid var(--bord);border-radius:.3rem;padding:.75rem;overflow-x:auto;line-height:1.45}
code,kbd,samp{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.92em}
:not(pre)>code{background:var(--doux);padding:.1em .3em;border-radius:.2rem}
table{border-collapse:collapse;display:block;overflow-x:auto;max-width:100%}
th,td{border:1px solid var(--bord);padding:.35rem .6rem;text-align:left}
blockquote,.encadre,.onglet,.admonition,details{margin:1rem 0;padding:.5rem 1rem;border-left:.25rem solid var(--lien);background:var(--doux)}
.encadre-titre,.admonition-title,summary{font-weight:600;margin:.25rem 0}
.encadre.warning,.encadre.danger,.encadre.failure,.encadre.bug{border-color:#b35900}
.encadre.success,.encadre.tip,.encadre.check{border-color:#2c7a3f}
.onglet{background:none;border-left-color:var(--bord)}
figure{margin:1rem 0}
figcaption,caption,.credit{font-size:.9rem;text-align:left}
.center{display:block;margin-inline:auto;text-align:center}
.equation{display:flex;align-items:center;overflow-x:auto;margin:1rem 0}
.equation>:first-child{flex:1}
math{font-family:"Cambria Math","STIX Two Math",math;max-width:100%;overflow-x:auto;overflow-y:hidden}
.tml-right{text-align:-webkit-right}
.tml-left{text-align:-webkit-left}
.tml-overline{border-top:.065em solid;padding-top:.1em}
.tml-underline{border-bottom:.065em solid;padding-bottom:.1em}
menclose{position:relative}
menclose>.tml-cancel{position:absolute;left:0;bottom:0;width:100%;height:100%;background:currentColor}
menclose>.upstrike{clip-path:polygon(.05em 100%,0 calc(100% - .05em),calc(100% - .05em) 0,100% .05em)}
menclose>.downstrike{clip-path:polygon(0 .05em,.05em 0,100% calc(100% - .05em),calc(100% - .05em) 100%)}
summary{cursor:pointer}
.preau-note{font-style:italic;opacity:.85}
.preau-absent{text-decoration:underline dotted}
.preau-lecons{padding-left:1.2rem}
.preau-lecons li{margin:.3rem 0}
.preau-titre{font-weight:600}
.preau-suite{max-width:48rem;margin:2rem auto 0;padding:0 1rem;display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between}
.preau-suite a{padding:.5rem 0;max-width:100%}
.preau-suite [rel=next]{margin-left:auto;text-align:right}
.preau-suite small{display:block}
.preau-recherche input{font:inherit;width:100%;padding:.5rem;border:1px solid var(--bord);border-radius:.3rem;background:var(--fond);color:inherit}
.headerlink,.md-content__button,.preau-page nav.md-nav{display:none}
@media print{.preau-saut,.preau-suite,.preau-recherche{display:none}body{font-size:11pt}}
`;
