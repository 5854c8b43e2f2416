/**
 * The one style sheet of a mirror: readable without a font to fetch, on a phone, in the dark, on
 * paper. Under 8 kB, so that a first view stays below 100 kB.
 */
export const THEME = `:root{color-scheme:light dark;--encre:#1b1b1f;--fond:#fff;--lien:#0b4fa0;--doux:#f2f4f7;--bord:#c9ced6;--champ:#6b7280;--alerte:#fff3cd;--alerte-encre:#3b2f00}
@media (prefers-color-scheme:dark){:root{--encre:#e8e8ee;--fond:#16171b;--lien:#8ab8ff;--doux:#22242a;--bord:#454a54;--champ:#8a919e;--alerte:#4a3c00;--alerte-encre:#fff3cd}}
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
table,tr,th,td,pre,.preau-page div,.preau-page p{height:auto!important}
th,td{border:1px solid var(--bord);padding:.35rem .6rem;text-align:left}
blockquote,.encadre,.onglet,.admonition,.preau-page details{margin:1rem 0;padding:.5rem 1rem;border-left:.25rem solid var(--lien);background:var(--doux)}
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
summary{cursor:pointer;min-height:24px}
:focus-visible{outline:.2rem solid var(--lien);outline-offset:.15rem}
.preau-note{font-style:italic;opacity:.85}
.preau-absent{text-decoration:underline dotted}
.preau-lecons{padding-left:1.2rem}
.preau-lecons li{margin:.3rem 0}
.preau-lecons a,.preau-resultats a,.preau-archives a{display:inline-block;min-height:24px;vertical-align:top}
.preau-titre{font-weight:600}
.preau-nombre{font-weight:400;font-size:.875rem}
.preau-nombre::before{content:"("}
.preau-nombre::after{content:")"}
.preau-page [data-chapitre]{margin:.5rem 0}
.preau-suite{max-width:48rem;margin:2rem auto 0;padding:0 1rem;display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between}
.preau-suite a{padding:.5rem 0;max-width:100%}
.preau-suite [rel=next]{margin-left:auto;text-align:right}
.preau-suite small{display:block}
.preau-recherche input{font:inherit;width:100%;padding:.5rem;border:1px solid var(--champ);border-radius:.3rem;background:var(--fond);color:inherit}
.preau-recherche p{margin:.5rem 0}
.preau-resultats{padding-left:1.5rem}
.preau-resultats li{margin:.8rem 0}
.preau-resultats p{margin:.1rem 0;font-size:.9rem}
.preau-chapitre-de{opacity:.85}
mark{background:var(--alerte);color:var(--alerte-encre);font-weight:600}
.preau-garder{margin:.3rem 0;font-size:.9rem}
.preau-garder button,.preau-bouton{font:inherit;display:inline-block;min-height:2rem;padding:.2rem .7rem;margin:.2rem .4rem .2rem 0;border:1px solid var(--champ);border-radius:.3rem;background:var(--fond);color:inherit;cursor:pointer}
progress{vertical-align:middle;max-width:100%}
.headerlink,.md-content__button,.preau-page nav.md-nav{display:none}
@media (prefers-reduced-motion:reduce){*{scroll-behavior:auto!important;transition:none!important;animation:none!important}}
@media print{:root{color-scheme:light;--encre:#000;--fond:#fff;--lien:#000;--doux:#fff;--bord:#999;--alerte:#fff;--alerte-encre:#000}
.preau-saut,.preau-suite,.preau-recherche,.preau-garder,.preau-archives,.preau-bandeau a{display:none}
body{font-size:11pt}
.preau-bandeau{padding:0 0 .3rem;font-size:8pt}
.preau-page,.preau-pied{max-width:none;padding:0}
.preau-page a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}
pre{white-space:pre-wrap}
pre,table{overflow:visible}
img,figure,tr,.encadre{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}}
`;
