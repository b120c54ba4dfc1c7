"""The style of the page of a comparison: two columns that become one on a phone, light and dark, and on paper.

What is removed is struck through and what is added underlined, so that nothing rests on colour alone; logical sides (start, end) serve
scripts of both directions.
"""

STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#c9c9c4;--soft:#f5f5f1;--dim:#5d5d58;
--del:#8f1616;--del-bg:#fde7e7;--ins:#0a5a30;--ins-bg:#e0f5e8;--look:#7a4b00;--look-bg:#fff3d1}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--line:#4a4a4a;--soft:#222;--dim:#a6a6a0;
--del:#ffb0b0;--del-bg:#4a1c1c;--ins:#9be8bb;--ins-bg:#143a25;--look:#f0c665;--look-bg:#3a2e10}}
*{box-sizing:border-box}
body{font:1rem/1.5 Georgia,"Noto Naskh Arabic","Noto Serif",serif;max-width:84rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,th,.n,.kind,.note,summary,.key{font-family:system-ui,"DejaVu Sans",sans-serif}
h1{font-size:1.6rem;margin:0 0 1rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
a{color:inherit;text-decoration-thickness:1px;text-underline-offset:.15em}
table{border-collapse:collapse;width:100%}caption{text-align:start;color:var(--dim);font-size:.85rem;padding:.25rem 0}
th,td{border-top:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top}
thead th{font-size:.85rem;border-top:0;color:var(--dim)}
.texts{width:auto}.texts th{white-space:nowrap}.texts code{font-size:.8rem}
.changes{table-layout:fixed}.changes tbody:target,.changes tr:target td{background:var(--soft)}
.n{width:7.5rem;font-size:.85rem}.side td.w.old{padding-inline-end:1rem}
.kind{display:block;font-size:.8rem;color:var(--dim)}.kind b{color:var(--ink);font-weight:600}
del{color:var(--del);background:var(--del-bg);text-decoration:line-through;text-decoration-thickness:1.5px}
ins{color:var(--ins);background:var(--ins-bg);text-decoration:underline;text-decoration-thickness:1.5px;text-underline-offset:.18em}
del,ins{unicode-bidi:isolate;padding:0 .12em;border-radius:.15em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
del.look,ins.look{outline:2px solid var(--look);outline-offset:-1px;margin:0 .12em}
del::before,ins::before,del::after,ins::after{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
del::before{content:" [removed: "}ins::before{content:" [added: "}del::after,ins::after{content:"] "}
.note{display:block;margin-top:.35rem;font-size:.85rem;color:var(--look)}.note::before{content:"! ";font-weight:700}
.looks{padding:.6rem 1rem .6rem 2rem;background:var(--look-bg);border-inline-start:.25rem solid var(--look);margin:0}
.looks li{margin:.15rem 0}.flips li{line-height:1.75}
.quiet>tr>td,.gone td{background:var(--soft);color:var(--dim);font-size:.92rem}.quiet table{margin-top:.4rem}
.quiet td td{border-top:1px solid var(--line);background:none}
summary{cursor:pointer;font-size:.85rem}.none{color:var(--dim)}footer{margin-top:2rem;color:var(--dim);font-size:.9rem}
@media (max-width:44rem){
body{margin:1rem auto}.changes,.changes>tbody>tr>td,.quiet table,.quiet table tbody,.quiet table tr,.quiet table td{display:block;width:auto}
.changes>thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
.changes>tbody{display:flex;flex-direction:column;border-top:2px solid var(--line);padding:.5rem 0}
.changes>tbody>tr{display:contents}.changes>tbody>tr>td,.quiet table td{border:0;padding:.15rem .4rem}
.changes>tbody>tr>td.new{order:2}.changes>tbody>tr>td:empty{display:none}
.side>tbody>tr>td.n::before,.same td.n::before{content:attr(data-side) " ";color:var(--dim)}
.changes>tbody>tr>td.n .kind{display:inline;margin-inline-start:.5em}.same td.n{display:inline-block!important}.same td.w{padding-bottom:.5rem!important}
.texts td,.texts th,.texts tr,.texts tbody{display:block;border:0;padding:.05rem 0}.texts thead{display:none}.texts tr{padding:.4rem 0;border-top:1px solid var(--line)}}
@media print{:root{--ink:#000;--paper:#fff;--line:#999;--soft:#f4f4f4;--dim:#444;--del:#8f1616;--del-bg:#fff;--ins:#0a5a30;--ins-bg:#fff;--look:#5a3800;--look-bg:#fff}
html{font-size:9.5pt}body{margin:0;padding:0;max-width:none}.n{width:6rem}thead{display:table-header-group}tr,li{break-inside:avoid}.quiet>tr{break-inside:auto}
h2{break-after:avoid}details::details-content{content-visibility:visible;block-size:auto}a{text-decoration:none}}
"""
