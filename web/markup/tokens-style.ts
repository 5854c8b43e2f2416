/**
 * The colours and type that the three pages share. Each `--ink` on each ground reaches 4.5:1
 * (WCAG 2.2, 1.4.3), which a test measures in a browser, in light and in dark.
 */
export const TOKENS_STYLE = `
:root{color-scheme:light dark;--ground:#f4f1ea;--card:#fffdf9;--ink:#1d2733;--soft:#4e5a68;--line:#d9d2c4;--edge:#8b8474;
--tile:#a8462a;--rain:#5b86ad;--link:#1b4f86;--band:#1d2b3c;--on-band:#f7f3ea;
--up:#1d6b45;--suspect:#8a5200;--down:#a8201a;--sheltered:#14598f;--returning:#5a4a9c;--suspended:#5d5566;--unseen:#5d5566;
--up-bg:#e6f1e9;--suspect-bg:#fbeed3;--down-bg:#fbe5e1;--sheltered-bg:#e1edf7;--returning-bg:#ebe7f7;--suspended-bg:#eceaee;--unseen-bg:#eceaee}
@media(prefers-color-scheme:dark){:root{--ground:#12181f;--card:#1a222c;--ink:#e9edf1;--soft:#a9b5c1;--line:#323d4a;--edge:#748394;
--tile:#e08a63;--rain:#7fa9d0;--link:#8fc1f0;--band:#0c1117;--on-band:#eef1f4;
--up:#7ed3a2;--suspect:#f0bd62;--down:#ff9d92;--sheltered:#8ec5f5;--returning:#c0b2f7;--suspended:#c3bccb;--unseen:#c3bccb;
--up-bg:#173327;--suspect-bg:#3a2d12;--down-bg:#43201d;--sheltered-bg:#17324a;--returning-bg:#2c2748;--suspended-bg:#2b2a32;--unseen-bg:#2b2a32}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
h1,h2,h3,h4,p,ul,ol,dl,dd,pre{margin:0;padding:0}
h1,h2,h3{line-height:1.2}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}
.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.5rem .75rem;z-index:9}
.unheard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.shape{flex:none;vertical-align:-.25em}
.up{--c:var(--up);--b:var(--up-bg)}.suspect,.degraded{--c:var(--suspect);--b:var(--suspect-bg)}.down{--c:var(--down);--b:var(--down-bg)}
.sheltered{--c:var(--sheltered);--b:var(--sheltered-bg)}.returning,.shared{--c:var(--returning);--b:var(--returning-bg)}
.suspended{--c:var(--suspended);--b:var(--suspended-bg)}.unseen{--c:var(--unseen);--b:var(--unseen-bg)}
.look{color:var(--c);font-weight:650;display:inline-flex;gap:.45rem;align-items:center}
.sheet{white-space:pre-wrap;font:inherit}
.band-note{padding:.6rem 1rem;font-weight:600;background:#f3c623;color:#1c1600;border-bottom:4px solid #1c1600}
.band-note b{letter-spacing:.06em}
.drill-note{background:repeating-linear-gradient(135deg,#f3c623 0 26px,#ffdf66 26px 52px)}
`;
