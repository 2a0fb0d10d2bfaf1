//! Hostile input: markup, URLs, documents. Every vector has a unique name.
//!
//! A script that runs sets `pwned` or makes a request to `evil.invalid`. Native tests check the rendered markup of each vector with an
//! HTML parser; browser tests check the same vectors.

use serde_json::{Value, json};

/// Texts, for every text field.
pub const TEXTS: &[(&str, &str)] = &[
    // Elements that run scripts.
    ("script", "<script>pwned=1</script>"),
    ("script-upper", "<SCRIPT>pwned=1</SCRIPT>"),
    ("script-mixed", "<ScRiPt>pwned=1</sCrIpT>"),
    ("script-slash", "<script/x>pwned=1</script>"),
    ("script-src", "<script src=https://evil.invalid/x.js></script>"),
    ("script-src-relative", "<script src=//evil.invalid/x.js></script>"),
    ("script-module", "<script type=module>import 'https://evil.invalid/x.js'</script>"),
    ("script-importmap", r#"<script type="importmap">{"imports":{"/":"https://evil.invalid/"}}</script>"#),
    ("script-rules", r#"<script type="speculationrules">{"prefetch":[{"urls":["https://evil.invalid/"]}]}</script>"#),
    ("script-json", r#"<script type="application/json">{"version":1,"id":"other","title":"Other"}</script>"#),
    ("script-words", r#"<script type="text/plain" class="keyline-words">Open all</script>"#),
    ("script-open", "<script>pwned=1"),
    ("script-close", "</script>"),
    ("script-close-space", "</script ><img src=x onerror=pwned=1>"),
    ("script-close-upper", "</SCRIPT\t><img src=x onerror=pwned=1>"),
    ("script-close-slash", "</script/><script>pwned=1</script>"),
    ("script-nested", "<scr<script>ipt>pwned=1</scr</script>ipt>"),
    ("script-unfinished", "<script\n>pwned=1//"),
    ("script-in-quotes", "\"><script>pwned=1</script>"),
    ("script-in-apostrophes", "'><script>pwned=1</script>"),
    ("svg-script", "<svg><script>pwned=1</script></svg>"),
    ("svg-script-href", "<svg><script href=data:,pwned=1 /></svg>"),
    ("svg-script-entity", "<svg><script>&#112;wned=1</script></svg>"),
    ("math-script", "<math><mtext><script>pwned=1</script></mtext></math>"),
    // Attributes that run scripts.
    ("img-onerror", "<img src=x onerror=pwned=1>"),
    ("img-onerror-slashes", "<img/src=x/onerror=pwned=1>"),
    ("img-onerror-quotes", r#"<img src="x" onerror="pwned=1">"#),
    ("img-onerror-backticks", "<img src=`x` onerror=`pwned=1`>"),
    ("img-onerror-open", "<img src=x onerror=pwned=1 "),
    ("img-onerror-newline", "<img\nsrc=x\nonerror\n=\npwned=1>"),
    ("img-onload", "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= onload=pwned=1>"),
    ("img-srcset", "<img srcset=https://evil.invalid/x.png>"),
    ("image", "<image src=x onerror=pwned=1>"),
    ("picture", "<picture><source srcset=https://evil.invalid/x><img></picture>"),
    ("svg-onload", "<svg onload=pwned=1>"),
    ("svg-onload-slash", "<svg/onload=pwned=1//"),
    ("svg-animate", "<svg><animate onbegin=pwned=1 attributeName=x dur=1s></svg>"),
    ("svg-set", "<svg><a><set attributeName=href to=javascript:pwned=1 /><text y=20>x</text></a></svg>"),
    ("svg-use", "<svg><use href=data:image/svg+xml,x#x></use></svg>"),
    ("svg-image", "<svg><image href=https://evil.invalid/x.svg></image></svg>"),
    ("svg-foreign", "<svg><foreignObject><iframe src=javascript:pwned=1></iframe></foreignObject></svg>"),
    ("body-onload", "<body onload=pwned=1>"),
    ("body-onpageshow", "<body onpageshow=pwned=1>"),
    ("html-attributes", "<html lang=xx onclick=pwned=1>"),
    ("details-ontoggle", "<details open ontoggle=pwned=1><summary>x</summary></details>"),
    ("details-break-out", "</summary></details><details open ontoggle=pwned=1>"),
    ("input-autofocus", "<input autofocus onfocus=pwned=1>"),
    ("select-autofocus", "<select autofocus onfocus=pwned=1>"),
    ("textarea-autofocus", "<textarea autofocus onfocus=pwned=1>"),
    ("button-popover", "<button popovertarget=x>x</button><p popover id=x onbeforetoggle=pwned=1>x</p>"),
    ("contenteditable", "<p contenteditable autofocus onfocus=pwned=1>x</p>"),
    ("style-animation", "<p style=animation-name:x onanimationstart=pwned=1>x</p>"),
    ("video-onerror", "<video src=x onerror=pwned=1></video>"),
    ("video-source", "<video><source onerror=pwned=1></video>"),
    ("video-poster", "<video poster=https://evil.invalid/x.png></video>"),
    ("audio-onerror", "<audio src=x onerror=pwned=1></audio>"),
    ("track-src", "<video><track default src=https://evil.invalid/x.vtt></video>"),
    ("marquee", "<marquee onstart=pwned=1>x</marquee>"),
    ("dialog", "<dialog open onclose=pwned=1>x</dialog>"),
    ("unknown-element", "<xss autofocus tabindex=1 onfocus=pwned=1>x</xss>"),
    ("keyline-element", "<keyline-story><script type=application/json>{}</script></keyline-story>"),
    ("attribute-double", "\" onmouseover=\"pwned=1"),
    ("attribute-single", "' onmouseover='pwned=1"),
    ("attribute-backtick", "` onmouseover=`pwned=1"),
    ("attribute-autofocus", "\" autofocus onfocus=pwned=1 x=\""),
    ("attribute-style", "\" style=\"position:fixed;inset:0;background:red"),
    ("attribute-end", "\"><img src=x onerror=pwned=1>"),
    ("attribute-end-single", "'><img src=x onerror=pwned=1>"),
    ("attribute-equals", "x=\"y\" =onclick=pwned=1"),
    // Elements that load, link or lay out.
    ("iframe-src", "<iframe src=javascript:pwned=1></iframe>"),
    ("iframe-srcdoc", "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>"),
    ("iframe-onload", "<iframe onload=pwned=1></iframe>"),
    ("frameset", "<frameset onload=pwned=1><frame src=javascript:pwned=1></frameset>"),
    ("object-data", "<object data=data:text/html,<script>pwned=1</script>></object>"),
    ("embed-src", "<embed src=https://evil.invalid/x>"),
    ("applet", "<applet code=x></applet>"),
    ("portal", "<portal src=https://evil.invalid/></portal>"),
    ("link-stylesheet", "<link rel=stylesheet href=https://evil.invalid/x.css>"),
    ("link-preload", "<link rel=preload as=script href=https://evil.invalid/x.js>"),
    ("link-dns", "<link rel=dns-prefetch href=//evil.invalid>"),
    ("style-hide", "<style>*{display:none}</style>"),
    ("style-import", "<style>@import 'https://evil.invalid/x.css';</style>"),
    ("style-close", "</style><script>pwned=1</script>"),
    ("style-url", "<b style=\"background:url(https://evil.invalid/x)\">x</b>"),
    ("meta-refresh", "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>"),
    ("meta-refresh-script", "<meta http-equiv=refresh content='0;url=javascript:pwned=1'>"),
    ("meta-policy", "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"),
    ("meta-charset", "<meta charset=utf-7>+ADw-script+AD4-pwned=1+ADw-/script+AD4-"),
    ("meta-referrer", "<meta name=referrer content=unsafe-url>"),
    ("base-href", "<base href=https://evil.invalid/>"),
    ("base-target", "<base target=_top>"),
    ("form-action", "<form action=https://evil.invalid/><input name=x><button>x</button></form>"),
    ("form-id", "<form id=document><input name=cookie></form>"),
    ("form-formaction", "<button formaction=javascript:pwned=1>x</button>"),
    ("isindex", "<isindex action=javascript:pwned=1 type=image>"),
    ("a-javascript", "<a href=javascript:pwned=1>x</a>"),
    ("a-ping", "<a href=/ ping=https://evil.invalid/>x</a>"),
    ("area-href", "<map><area href=javascript:pwned=1></map>"),
    ("clobber-name", "<img name=body><a id=location name=href>x</a>"),
    ("plaintext", "<plaintext>"),
    ("xmp", "<xmp><script>pwned=1</script></xmp>"),
    ("listing", "<listing>&lt;script>pwned=1</listing>"),
    ("table", "<table><td background=https://evil.invalid/x>x"),
    ("heading", "<h1>A headline of somebody else's</h1>"),
    ("unclosed", "<div><div><div><p><ul><li>"),
    ("closing", "</div></div></li></ol></section></article></main></body></html>"),
    ("title-close", "</title><script>pwned=1</script>"),
    ("head-close", "</head><body onload=pwned=1>"),
    ("body-close", "</body></html><script>pwned=1</script>"),
    ("element-close", "</keyline-story><script>pwned=1</script>"),
    ("textarea-close", "</textarea><script>pwned=1</script>"),
    ("noscript", "<noscript><p title=\"</noscript><img src=x onerror=pwned=1>\"></noscript>"),
    // Mutation XSS: text for one parser, markup for another.
    ("template", "<template><script>pwned=1</script></template>"),
    ("template-close", "</template><script>pwned=1</script>"),
    ("template-shadow", "<template shadowrootmode=open><script>pwned=1</script></template>"),
    ("slot", "<slot name=x onslotchange=pwned=1></slot>"),
    (
        "mglyph",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=pwned=1&gt;\">",
    ),
    ("annotation", "<math><annotation-xml encoding=text/html><img src=x onerror=pwned=1></annotation-xml></math>"),
    ("svg-style", "<svg></p><style><a id=\"</style><img src=x onerror=pwned=1>\">"),
    ("svg-title", "<svg><title><style><img src=x onerror=pwned=1></style></title></svg>"),
    ("svg-desc", "<svg><desc><![CDATA[</desc><script>pwned=1</script>]]></svg>"),
    ("form-nested", "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=pwned=1>"),
    ("select-script", "<select><template><script>pwned=1</script></template></select>"),
    ("comment", "<!-- <script>pwned=1</script> -->"),
    ("comment-open", "<!--"),
    ("comment-close", "-->"),
    ("comment-bang", "<!--><img src=x onerror=pwned=1>--!><img src=x onerror=pwned=1>"),
    ("comment-dash", "<!---><img src=x onerror=pwned=1>-->"),
    ("comment-script", "<!--<script>"),
    ("comment-script-close", "<!--<script></script>--></script><script>pwned=1</script>"),
    ("comment-conditional", "<!--[if true]><script>pwned=1</script><![endif]-->"),
    ("cdata", "<![CDATA[<script>pwned=1</script>]]>"),
    ("cdata-close", "]]><script>pwned=1</script>"),
    ("doctype", "<!doctype html><script>pwned=1</script>"),
    ("processing", "<?xml version=\"1.0\"?><?php pwned=1 ?><script>pwned=1</script>"),
    ("asp", "<% pwned=1 %><script>pwned=1</script>"),
    ("tag-unfinished", "<"),
    ("tag-slash", "</"),
    ("tag-null", "<scr\u{0}ipt>pwned=1</scr\u{0}ipt>"),
    ("tag-null-first", "<\u{0}script>pwned=1</\u{0}script>"),
    ("null", "before\u{0}behind"),
    ("controls", "a\u{1}b\u{8}c\u{b}d\u{c}e\u{1b}f\u{7f}g\u{85}h\u{9f}i"),
    ("tag-space", "< script>pwned=1</ script>"),
    ("tag-controls", "<\u{c}script\u{b}>pwned=1</script>"),
    ("newlines", "one\r\ntwo\rthree\u{2028}four\u{2029}five\u{b}six"),
    // Other spellings of `<`.
    ("utf-7", "+ADw-script+AD4-pwned=1+ADw-/script+AD4-"),
    ("fullwidth", "\u{ff1c}script\u{ff1e}pwned=1\u{ff1c}/script\u{ff1e}"),
    ("overlong", "\u{c0}\u{bc}script\u{c0}\u{be}pwned=1"),
    ("high-bit", "\u{bc}script\u{be}pwned=1\u{bc}/script\u{be}"),
    ("modifier-letters", "\u{2c2}script\u{2c3}pwned=1\u{2039}/script\u{203a}"),
    ("folds-to-k", "<lin\u{212a} rel=stylesheet href=https://evil.invalid/>"),
    ("folds-to-s", "<\u{17f}cript>pwned=1</\u{17f}cript>"),
    ("folds-to-i", "<scr\u{130}pt>pwned=1</scr\u{131}pt>"),
    ("entity", "&lt;script&gt;pwned=1&lt;/script&gt;"),
    ("entity-decimal", "&#60;script&#62;pwned=1&#60;/script&#62;"),
    ("entity-hex", "&#x3C;script&#X3e;pwned=1"),
    ("entity-open", "&ltscript&gtpwned=1&#60script&#62"),
    ("entity-padded", "&#0000000000060;script&#x000000003e;"),
    ("entity-double", "&amp;lt;script&amp;gt;pwned=1"),
    ("entity-unknown", "&nosuchentity; &#0; &#xD800; &#x110000; &"),
    ("percent", "%3Cscript%3Epwned=1%3C/script%3E"),
    ("escape-js", r"\u003cscript\u003epwned=1\x3c/script\x3e"),
    ("escape-css", r"\3c script\3e pwned=1"),
    // Markup of Keyline and Yew.
    ("yew-component", "<!--<[]>--><b>x</b><!--</[]>-->"),
    ("yew-component-close", "<!--</[]>-->"),
    ("yew-name", "<!--<[keyline::view::story_view::StoryView]>-->x<!--</[keyline::view::story_view::StoryView]>-->"),
    ("yew-suspense", "<!--<?>-->x<!--</?>-->"),
    ("yew-raw", "<!--<#>--><img src=x onerror=pwned=1><!--</#>-->"),
    ("yew-portal", "<!--<|>-->x<!--</|>-->"),
    ("control", r#"<button type=button aria-pressed="true">Close all</button>"#),
    ("control-attributes", r#"" aria-pressed="true" aria-expanded="true"#),
    ("class-rows", r#"<ol class="keyline-rows"></ol>"#),
    ("class-mark", r##"" class="keyline-mark" href="#main"##),
    ("class-root", r#"<div class="keyline-root"><article class="keyline" data-hydrated="on"></article></div>"#),
    ("class-live-region", r#"<p class="keyline-live-region" role="status">Link copied</p>"#),
    ("id-title", r#"<h1 id="story/_title" class="keyline-title">x</h1>"#),
    ("jsonld", r#""},"@type":"Person","x":{"y":""#),
    ("jsonld-close", r#"</script><script type="application/ld+json">{"@type":"Person"}</script>"#),
    ("json-escape", r#"\",\"title\":\"x\\"#),
    ("braces", "{{constructor.constructor('pwned=1')()}} ${pwned=1} #{pwned=1} <%=pwned=1%>"),
    ("placeholder", "{0} {} {1} %s %d $1 $& $` $'"),
    ("placeholder-shell", "<keyline-story></keyline-story></head><html>"),
    ("prototype-words", "__proto__ constructor prototype toString hasOwnProperty"),
    ("url-mask", "url(#x) url(javascript:pwned=1)"),
    // Markdown.
    ("markdown-html", "**<b onclick=pwned=1>**x*</b>*"),
    ("markdown-link-html", "[<img src=x onerror=pwned=1>](https://example.org/)"),
    ("markdown-link-close", "[</a><script>pwned=1</script>](https://example.org/)"),
    ("markdown-link-title", "[x](https://example.org/ \"onmouseover=pwned=1\")"),
    ("markdown-link-quote", "[x](https://example.org/\"onmouseover=\"pwned=1)"),
    ("markdown-link-apostrophe", "[x](https://example.org/'onmouseover='pwned=1)"),
    ("markdown-link-angle", "[x](<javascript:pwned=1>)"),
    ("markdown-link-nested", "[[x](javascript:pwned=1)](javascript:pwned=1)"),
    ("markdown-link-parentheses", "[x](javascript:pwned=(1))"),
    ("markdown-link-split", "[x](java\nscript:pwned=1)"),
    ("markdown-link-in-link", "[a [b](https://example.org/) c](javascript:pwned=1)"),
    ("markdown-reference", "[x][1]\n\n[1]: javascript:pwned=1"),
    ("markdown-autolink", "<javascript:pwned=1> <https://evil.invalid/>"),
    ("markdown-image", "![x](https://evil.invalid/x.png)"),
    ("markdown-image-onerror", "![x](x\"onerror=\"pwned=1)"),
    ("markdown-code", "`<script>pwned=1</script>` ```<img src=x onerror=pwned=1>```"),
    ("markdown-list", "- <li onclick=pwned=1>\n- </ul><script>pwned=1</script>"),
    ("markdown-quote", "> </blockquote><script>pwned=1</script>\n> > > deep"),
    ("markdown-escape", r"\<script\>pwned=1\</script\> \[x\](javascript:pwned=1) \\[y](javascript:pwned=1)"),
    ("markdown-item", "[x](#no-such-item) [y](#__proto__) [z](#constructor)"),
    // Too long.
    (
        "long-word",
        "WordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWordWord",
    ),
    (
        "zalgo",
        "Z\u{334}\u{33b}\u{349}\u{33a}a\u{337}\u{327}\u{318}l\u{335}\u{31b}\u{356}g\u{336}\u{35d}\u{361}o\u{338}\u{362}\u{350}",
    ),
    ("zero-width", "a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{feff}f\u{ad}g"),
    (
        "no-break",
        "a\u{a0}b\u{202f}c\u{2011}d\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}e",
    ),
    ("non-characters", "a\u{fffe}b\u{ffff}c\u{1ffff}d\u{fdd0}e\u{fffd}f"),
    ("private-use", "a\u{e000}b\u{f8ff}c\u{10fffd}d"),
    ("tag-characters", "a\u{e0001}\u{e0041}\u{e007f}b"),
    ("variation", "a\u{fe0f}b\u{e0100}c"),
];

/// Bidirectional controls, for every text field.
pub const TURNS: &[(&str, &str)] = &[
    ("override", "a\u{202e}gpj.exe"),
    ("override-left", "\u{202d}אבג"),
    ("embedding", "a\u{202b}b"),
    ("embedding-left", "\u{202a}a"),
    ("pop", "a\u{202c}\u{202c}\u{202c}b"),
    ("isolate-left", "a\u{2066}b"),
    ("isolate-right", "a\u{2067}b"),
    ("isolate-first", "a\u{2068}b"),
    ("isolate-pop", "a\u{2069}\u{2069}\u{2069}b"),
    ("isolates", "a\u{2067}\u{2067}\u{2067}\u{2067}\u{2067}\u{2067}b"),
    ("override-deep", "\u{202e}\u{202e}\u{202e}\u{2067}\u{2067}a"),
    ("marks-right", "a\u{200f}\u{200f}\u{200f}\u{200f}1"),
    ("marks-left", "אבג\u{200e}\u{200e}\u{200e}\u{200e}1"),
    ("mark-arabic", "a\u{61c}\u{61c}1 2"),
    ("letters-right", "אבג 123"),
    ("override-link", "[\u{202e}evil](https://example.org/) behind"),
    ("isolate-link", "[\u{2067}evil](https://example.org/) behind"),
    ("override-address", "[x](https://example.org/\u{202e}gpj.exe)"),
];

/// How a URL is treated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// Refused everywhere.
    Refused,
    /// Looks like a relative path, or contains an image, so only an image may have it.
    Beside,
    /// Accepted: a web or mail URL, whatever else it looks like.
    Led,
}

use Fate::{Beside, Led, Refused};

/// URLs, for every URL field.
pub const ADDRESSES: &[(&str, &str, Fate)] = &[
    ("javascript", "javascript:pwned=1", Refused),
    ("javascript-upper", "JAVASCRIPT:pwned=1", Refused),
    ("javascript-mixed", "jAvAsCrIpT:pwned=1", Refused),
    ("javascript-slashes", "javascript://example.org/%0apwned=1", Refused),
    ("javascript-https", "javascript:pwned=1//https://example.org/", Refused),
    ("javascript-leading-space", " javascript:pwned=1", Refused),
    ("javascript-trailing-space", "javascript:pwned=1 ", Refused),
    ("javascript-space-colon", "javascript :pwned=1", Refused),
    ("javascript-leading-tab", "\tjavascript:pwned=1", Refused),
    ("javascript-leading-newline", "\njavascript:pwned=1", Refused),
    ("javascript-inner-tab", "java\tscript:pwned=1", Refused),
    ("javascript-inner-newline", "java\nscript:pwned=1", Refused),
    ("javascript-inner-return", "java\rscript:pwned=1", Refused),
    ("javascript-tab-colon", "javascript\t:pwned=1", Refused),
    ("javascript-each-letter", "j\na\nv\na\ns\nc\nr\ni\np\nt\n:pwned=1", Refused),
    ("javascript-leading-null", "\u{0}javascript:pwned=1", Refused),
    ("javascript-inner-null", "java\u{0}script:pwned=1", Refused),
    ("javascript-leading-control", "\u{1}javascript:pwned=1", Refused),
    ("javascript-leading-unit", "\u{1f}javascript:pwned=1", Refused),
    ("javascript-leading-feed", "\u{c}javascript:pwned=1", Refused),
    ("javascript-leading-c1", "\u{85}javascript:pwned=1", Refused),
    ("javascript-zero-width", "java\u{200b}script:pwned=1", Refused),
    ("javascript-byte-order", "\u{feff}javascript:pwned=1", Refused),
    ("javascript-no-break", "\u{a0}javascript:pwned=1", Refused),
    ("javascript-ideographic", "\u{3000}javascript:pwned=1", Refused),
    ("javascript-soft-hyphen", "java\u{ad}script:pwned=1", Refused),
    ("javascript-line-separator", "\u{2028}javascript:pwned=1", Refused),
    ("javascript-override", "\u{202e}javascript:pwned=1", Refused),
    ("javascript-fullwidth", "\u{ff4a}\u{ff41}vascript:pwned=1", Refused),
    ("javascript-fullwidth-colon", "javascript\u{ff1a}pwned=1", Beside),
    ("javascript-long-s", "java\u{17f}cript:pwned=1", Refused),
    ("javascript-dotless", "javascr\u{131}pt:pwned=1", Refused),
    ("javascript-entity", "&#106;avascript:pwned=1", Beside),
    ("javascript-entity-open", "&#x6Aavascript:pwned=1", Beside),
    ("javascript-entity-colon", "javascript&colon;pwned=1", Beside),
    ("javascript-entity-colon-number", "javascript&#58;pwned=1", Beside),
    ("javascript-entity-tab", "java&Tab;script:pwned=1", Refused),
    ("javascript-entity-newline", "java&NewLine;script:pwned=1", Refused),
    ("javascript-percent", "%6aavascript:pwned=1", Refused),
    ("javascript-percent-colon", "javascript%3Apwned=1", Beside),
    ("javascript-escape", r"\u006aavascript:pwned=1", Refused),
    ("javascript-quote", "javascript:\"pwned=1\"", Refused),
    ("javascript-angle", "<javascript:pwned=1>", Refused),
    ("javascript-backtick", "`javascript:pwned=1`", Refused),
    ("javascript-twice", "javascript:javascript:pwned=1", Refused),
    ("javascript-hash", "javascript:pwned=1#a", Refused),
    ("javascript-empty", "javascript:", Refused),
    ("livescript", "livescript:pwned=1", Refused),
    ("vbscript", "vbscript:pwned=1", Refused),
    ("vbscript-mixed", "VbScRiPt:pwned=1", Refused),
    ("mocha", "mocha:pwned=1", Refused),
    ("data-html", "data:text/html,<script>pwned=1</script>", Refused),
    ("data-html-plain", "data:text/html,pwned", Refused),
    ("data-upper", "DATA:text/html,pwned", Refused),
    ("data-base64", "data:text/html;base64,PHNjcmlwdD5wd25lZD0xPC9zY3JpcHQ+", Refused),
    ("data-svg", "data:image/svg+xml,%3Csvg%20onload=pwned=1%3E", Refused),
    ("data-tab", "da\tta:text/html,pwned", Refused),
    ("data-image", "data:image/gif;base64,R0lGODlhAQABAAAAACw=", Beside),
    ("file", "file:///etc/passwd", Refused),
    ("file-upper", "FILE:///etc/passwd", Refused),
    ("file-host", "file://evil.invalid/share", Refused),
    ("blob", "blob:https://example.org/0", Refused),
    ("filesystem", "filesystem:https://example.org/temporary/x", Refused),
    ("about-blank", "about:blank", Refused),
    ("about-srcdoc", "about:srcdoc", Refused),
    ("view-source", "view-source:https://example.org/", Refused),
    ("chrome", "chrome://settings", Refused),
    ("extension", "chrome-extension://x/y", Refused),
    ("jar", "jar:https://example.org/x!/y", Refused),
    ("intent", "intent://x#Intent;scheme=https;end", Refused),
    ("tel", "tel:112", Refused),
    ("sms", "sms:112", Refused),
    ("market", "market://details", Refused),
    ("ms-office", "ms-word:ofe|u|https://evil.invalid/x", Refused),
    ("feed", "feed:javascript:pwned=1", Refused),
    ("ftp", "ftp://example.org/", Refused),
    ("gopher", "gopher://example.org/", Refused),
    ("ws", "ws://evil.invalid/", Refused),
    ("wss", "wss://evil.invalid/", Refused),
    ("urn", "urn:isbn:1", Refused),
    ("ssh", "ssh://-oProxyCommand=x", Refused),
    ("single-letter", "c:/windows", Refused),
    ("colon-first", ":pwned=1", Refused),
    ("two-slashes", "//evil.invalid/", Refused),
    ("three-slashes", "///evil.invalid/", Refused),
    ("backslashes", r"\\evil.invalid\x", Refused),
    ("slash-backslash", r"/\evil.invalid/", Refused),
    ("backslash-slash", r"\/evil.invalid/", Refused),
    ("slash-tab-slash", "/\t/evil.invalid/", Refused),
    ("slash-newline-slash", "/\n/evil.invalid/", Refused),
    ("slash-dot-slash", "/.//evil.invalid/", Beside),
    ("dots", "../../../../evil", Beside),
    ("slash-percent", "/%2f/evil.invalid/", Beside),
    ("query-only", "?pwned=1", Beside),
    ("https-backslash", r"https:\\evil.invalid\", Refused),
    ("https-backslash-host", r"https://example.org\@evil.invalid/", Refused),
    ("https-leading-space", " https://example.org/", Refused),
    ("https-trailing-newline", "https://example.org/\n", Refused),
    ("https-inner-tab", "ht\ttps://example.org/", Refused),
    ("https-quote", "https://a\"onmouseover=pwned=1", Refused),
    ("https-angle", "https://example.org/<script>pwned=1</script>", Refused),
    ("https-backtick", "https://example.org/`onmouseover=pwned=1", Refused),
    ("https-space", "https://example.org/ onmouseover=pwned=1", Refused),
    ("https-null", "https://example.org/\u{0}", Refused),
    ("https-override", "https://example.org/\u{202e}gpj.exe", Refused),
    ("https-alone", "https:", Refused),
    ("https-slashes", "https://", Refused),
    ("https-fullwidth", "\u{ff48}ttps://example.org/", Refused),
    ("https-no-colon", "https//example.org/", Beside),
    ("httpsx", "httpsx://example.org/", Refused),
    ("xhttps", "xhttps://example.org/", Refused),
    ("https-apostrophe", "https://example.org/'onmouseover='pwned=1", Led),
    ("https-javascript-path", "https://example.org/javascript:pwned=1", Led),
    ("https-javascript-hash", "https://example.org/#javascript:pwned=1", Led),
    ("https-entities", "https://example.org/?a=1&lt=2&quot=3&amp;#39;", Led),
    ("https-percent", "https://example.org/%22onmouseover=%22pwned=1%0d%0aX:%20y", Led),
    ("https-user", "https://example.org@evil.invalid/", Led),
    ("https-upper", "HTTPS://EXAMPLE.ORG/", Led),
    ("https-homograph", "https://ex\u{430}mple.org/", Led),
    ("https-comment", "https://example.org/--!--", Led),
    ("https-url", "https://example.org/url(#x)", Led),
    ("http-port", "http://example.org:80/", Led),
    ("anchor-missing", "#no-such-item", Beside),
    ("anchor-prototype", "#__proto__", Beside),
    ("anchor-constructor", "#constructor", Beside),
    ("anchor-empty", "#", Beside),
    ("anchor-markup", "#\"onmouseover=pwned=1", Refused),
    ("anchor-javascript", "#javascript:pwned=1", Beside),
    ("anchor-title", "#_title", Beside),
    ("anchor-space", "# event", Refused),
];

/// All elements and attributes that a rendered story may contain.
pub const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "bdi",
    "blockquote",
    "button",
    "circle",
    "defs",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "img",
    "input",
    "li",
    "line",
    "linearGradient",
    "mask",
    "nav",
    "ol",
    "p",
    "path",
    "polyline",
    "rect",
    "section",
    "small",
    "span",
    "stop",
    "strong",
    "summary",
    "svg",
    "text",
    "time",
    "title",
    "translate",
    "ul",
];
pub const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-current",
    "aria-disabled",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "autocomplete",
    "class",
    "cx",
    "cy",
    "d",
    "data-aside",
    "data-depth",
    "data-derived",
    "data-filtered",
    "data-framed",
    "data-hit",
    "data-hydrated",
    "data-lead",
    "data-long",
    "data-main",
    "data-order",
    "data-pinned",
    "data-printing",
    "data-searching",
    "data-show",
    "data-soft",
    "data-track",
    "data-zoomed",
    "datetime",
    "decoding",
    "dir",
    "direction",
    "disabled",
    "dx",
    "fill",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "loading",
    "mask",
    "maskContentUnits",
    "offset",
    "open",
    "overflow",
    "part",
    "placeholder",
    "points",
    "popover",
    "r",
    "rel",
    "role",
    "rx",
    "spellcheck",
    "src",
    "stop-color",
    "stop-opacity",
    "tabindex",
    "text-anchor",
    "title",
    "translate",
    "type",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Generates a story with a text in every text field.
pub fn telling(id: &str, text: &str) -> Value {
    let image = json!({ "kind": "image", "src": "picture.png", "alt": text, "caption": text, "credit": text });
    let link = json!({ "kind": "link", "url": "https://example.org/", "title": text, "poster": "picture.png" });
    json!({
        "version": 1, "id": id, "title": text, "summary": text, "image": image, "byline": text, "publisher": { "name": text },
        "timeline": {
            "title": text,
            "tracks": [{ "id": "track", "title": text }],
            "events": [
                { "id": "event", "date": "2025-03-13", "title": text, "display_date": text, "teaser": text, "body": text, "track": "track",
                    "tags": [text, "tag"], "cards": ["card"], "sources": ["source"], "media": image, "main": true },
                { "id": "other", "date": "2025-03-14", "title": text, "body": text, "after": ["event"], "media": link }
            ]
        },
        "sections": [{ "id": "section", "title": text, "body": text, "cards": [{ "id": "card", "title": text, "teaser": text, "body": text,
            "events": ["event"], "sources": ["source"], "tags": [text], "media": image }] }],
        "sources": [{ "id": "source", "title": text, "publisher": text, "date": "2025" }],
        "updates": [{ "date": "2025-03-15", "kind": "corrected", "note": text, "items": ["event"] }]
    })
}

/// Generates a story with a URL in every URL field.
#[allow(dead_code, reason = "only the native tests look at one address at a time")]
pub fn leading(id: &str, address: &str) -> Value {
    let markdown = format!("[word]({address}) and *[word]({address})*\n\n- [word]({address})\n\n> [word]({address})");
    json!({
        "version": 1, "id": id, "title": "A story", "summary": markdown, "publisher": { "name": "Publisher", "url": address },
        "url": address, "image": { "kind": "image", "src": address, "alt": "Lead" },
        "timeline": { "events": [
            { "id": "event", "date": "2025-03-13", "title": "Event", "body": markdown, "sources": ["source"],
                "media": { "kind": "image", "src": address, "alt": "Image" } },
            { "id": "film", "date": "2025-03-14", "title": "Film",
                "media": { "kind": "link", "url": address, "title": "Film", "poster": address } },
            { "id": "poster", "date": "2025-03-15", "title": "Poster",
                "media": { "kind": "link", "url": "https://example.org/", "poster": address } }
        ] },
        "sections": [{ "id": "section", "title": "Section", "body": markdown,
            "cards": [{ "id": "card", "title": "Card", "body": markdown, "media": { "kind": "link", "url": address } }] }],
        "sources": [{ "id": "source", "title": "Source", "publisher": "Publisher", "url": address }],
        "updates": [{ "date": "2025-03-16", "kind": "corrected", "note": markdown, "items": ["card"] }]
    })
}

/// Generates a story with many texts: each is an event, a card, a source and an update.
pub fn telling_all(id: &str, texts: &[(&str, &str)]) -> Value {
    let each = |draw: &dyn Fn(&str, &str, usize) -> Value| -> Vec<Value> {
        texts.iter().enumerate().map(|(index, (name, text))| draw(name, text, index)).collect()
    };
    let first = texts.first().map_or("", |(_, text)| text);
    let mut story = telling(id, first);
    let day = |index: usize| format!("20{:02}-03-{:02}", 10 + index / 28, index % 28 + 1);
    story["timeline"]["events"] = each(&|name, text, index| {
        json!({ "id": format!("e-{name}"), "date": day(index), "title": text, "body": text, "tags": [text],
            "cards": [format!("c-{name}")], "sources": [format!("s-{name}")] })
    })
    .into();
    story["sections"] = json!([{ "id": "section", "title": first, "cards": each(&|name, text, _| {
        json!({ "id": format!("c-{name}"), "title": text, "body": text, "events": [format!("e-{name}")] })
    }) }]);
    story["sources"] =
        each(&|name, text, _| json!({ "id": format!("s-{name}"), "title": text, "publisher": text })).into();
    story["updates"] = each(&|name, text, _| {
        json!({ "date": "2025-03-15", "kind": "corrected", "note": text, "items": [format!("e-{name}")] })
    })
    .into();
    story
}

/// Generates a story with many URLs: each is an event's link and image, a film with a poster, and a source. `pictured` selects the URLs
/// that are used for images.
pub fn leading_all(id: &str, addresses: &[(&str, &str, Fate)], pictured: fn(Fate) -> bool) -> Value {
    let each = |draw: &dyn Fn(&str, &str, bool) -> Value| -> Vec<Value> {
        addresses.iter().map(|(name, address, fate)| draw(name, address, pictured(*fate))).collect()
    };
    let markdown = |address: &str| {
        format!("[word]({address}) and *[word]({address})*\n\n- [word]({address})\n\n> [word]({address})")
    };
    let day = |name: &str| format!("2025-03-{:02}", name.len() % 28 + 1);
    let events = each(&|name, address, pictured| {
        let src = if pictured { address } else { "picture.png" };
        json!({ "id": format!("e-{name}"), "date": day(name), "title": name, "body": markdown(address),
            "sources": [format!("s-{name}")], "media": { "kind": "image", "src": src, "alt": name } })
    });
    let cards = each(&|name, address, pictured| {
        let poster = if pictured { address } else { "picture.png" };
        json!({ "id": format!("c-{name}"), "title": name, "body": markdown(address),
            "media": { "kind": "link", "url": address, "title": name, "poster": poster } })
    });
    json!({
        "version": 1, "id": id, "title": "A story", "timeline": { "events": events },
        "sections": [{ "id": "section", "title": "Section", "cards": cards }],
        "sources": each(&|name, address, _| json!({ "id": format!("s-{name}"), "title": name, "url": address })),
    })
}

/// A document under its name, as text.
type Document = (&'static str, String);

/// Documents with a wrong structure.
pub fn documents() -> Vec<Document> {
    [hostile_keys(), hostile_ids(), hostile_languages(), wrong_fields(), wrong_syntax(), huge_documents()].concat()
}

/// A story with further fields of its own, each after a comma.
fn with_fields(fields: &str) -> String {
    format!(
        r#"{{"version":1,"id":"v","title":"A story","timeline":{{"events":[{{"id":"e","date":"2025","title":"One"}}]}}{fields}}}"#
    )
}

/// A story with these events.
fn with_events(events: &str) -> String {
    format!(r#"{{"version":1,"id":"v","title":"A story","timeline":{{"events":[{events}]}}}}"#)
}

/// A story with an event of this id.
fn with_id(id: &str) -> String {
    telling("v", "words").to_string().replace("\"event\"", &Value::from(id).to_string())
}

/// A story with a summary that is one text again and again.
fn with_summary(text: &str, count: usize) -> String {
    with_fields(&format!(r#","summary":"{}""#, text.repeat(count)))
}

/// Documents with hostile keys.
fn hostile_keys() -> Vec<Document> {
    vec![
        ("key-proto", with_fields(r#","__proto__":{"title":"polluted","pwned":1}"#)),
        ("key-constructor", with_fields(r#","constructor":{"prototype":{"pwned":1}}"#)),
        ("key-prototype", with_fields(r#","prototype":{"pwned":1},"toString":"x","valueOf":1,"hasOwnProperty":null"#)),
        ("key-markup", with_fields(r#","<script>pwned=1</script>":1,"\" onclick=\"pwned=1":2"#)),
        ("key-empty", with_fields(r#","":1,"\u0000":2,"\ud800":3"#)),
        ("key-twice", with_fields(r#","title":"Another","title":"<script>pwned=1</script>""#)),
        ("proto-of-event", with_events(r#"{"__proto__":{"id":"e"},"date":"2025","title":"One","constructor":1}"#)),
    ]
}

/// Documents with hostile ids.
fn hostile_ids() -> Vec<Document> {
    vec![
        ("id-proto", with_id("__proto__")),
        ("id-constructor", with_id("constructor")),
        ("id-has-own", with_id("hasOwnProperty")),
        ("id-quotes", with_id("\"><script>pwned=1</script>")),
        ("id-apostrophe", with_id("' onclick='pwned=1")),
        ("id-slash", with_id("v/event")),
        ("id-of-title", with_id("_title")),
        ("id-space", with_id("a b")),
        ("id-empty", with_id("")),
        ("id-hash", with_id("#event")),
        ("id-percent", with_id("%65vent")),
        ("id-unicode", with_id("\u{435}vent\u{202e}")),
        ("id-selector", with_id("a]{display:none}")),
        ("id-of-document", with_id("document")),
        ("story-id-markup", telling("\" onclick=\"pwned=1", "words").to_string()),
        ("story-id-proto", telling("__proto__", "words").to_string()),
        ("ids-twice", with_events(r#"{"id":"e","date":"2025","title":"One"},{"id":"e","date":"2024","title":"Two"}"#)),
        ("itself", with_events(r#"{"id":"e","date":"2025","title":"One","after":["e","e"],"cards":["e"]}"#)),
    ]
}

/// Documents with hostile language tags.
fn hostile_languages() -> Vec<Document> {
    vec![
        ("lang-markup", with_fields(r#","lang":"en\" onclick=\"pwned=1""#)),
        ("lang-script", with_fields(r#","lang":"<script>""#)),
        ("lang-long", with_fields(&format!(r#","lang":"en{}""#, "-aaaaaaaa".repeat(10_000)))),
        ("lang-unknown", with_fields(r#","lang":"zz-Xxxx-ZZ-u-nu-xxxx""#)),
        ("lang-numbers", with_fields(r#","lang":"en-u-nu-fullwide-ca-buddhist-x-pwned""#)),
        ("lang-method", with_fields(r#","lang":"valueOf""#)),
        ("lang-proto", with_fields(r#","lang":"__proto__""#)),
        ("lang-constructor", with_fields(r#","lang":"constructor""#)),
    ]
}

/// Documents whose fields have wrong values or types.
fn wrong_fields() -> Vec<Document> {
    vec![
        (
            "kind-markup",
            with_fields(
                r#","sections":[{"id":"s","title":"S","cards":[{"id":"c","title":"C","kind":"<script>","status":"__proto__"}]}]"#,
            ),
        ),
        (
            "pixels",
            with_events(
                r#"{"id":"e","date":"2025","title":"One","media":{"kind":"image","src":"picture.png","alt":"a","width":99999999999999999999,"height":1e308}}"#,
            ),
        ),
        (
            "pixels-large",
            with_events(
                r#"{"id":"e","date":"2025","title":"One","media":{"kind":"image","src":"picture.png","alt":"a","width":4294967295,"height":1}}"#,
            ),
        ),
        (
            "numbers",
            r#"{"version":1,"id":1,"title":2,"summary":3,"timeline":{"events":[{"id":4,"date":2025,"title":5}]}}"#
                .into(),
        ),
        (
            "arrays",
            r#"{"version":1,"id":["v"],"title":["<script>"],"timeline":[],"sections":{"length":1},"sources":"x"}"#
                .into(),
        ),
        (
            "objects",
            r#"{"version":{"toString":"1"},"id":{},"title":{"toString":"x"},"timeline":{"events":{"0":{}}}}"#.into(),
        ),
        (
            "nulls",
            r#"{"version":null,"id":null,"title":null,"timeline":{"events":[null]},"sections":[null,[],0,""]}"#.into(),
        ),
        (
            "far-dates",
            with_events(
                r#"{"id":"e","date":"Y-999999999999999999","title":"One"},{"id":"f","date":"Y999999999999999999","title":"Two"}"#,
            ),
        ),
        ("date-markup", with_events(r#"{"id":"e","date":"2025\"><script>pwned=1</script>","title":"One"}"#)),
    ]
}

/// Documents that are not JSON, are nested deeply, or have escapes.
fn wrong_syntax() -> Vec<Document> {
    vec![
        ("surrogates", with_fields(r#","summary":"\ud800 \udc00 \udfff\ud800 x","byline":"\ud83d""#)),
        ("escapes", with_fields(r#","summary":"\u003cscript\u003epwned=1\u003c/script\u003e \u202e \u0000""#)),
        ("not-json", "<script>pwned=1</script>".into()),
        ("cut-short", r#"{"version":1,"id":"v","title":"A story","summary":"</script><script>pwned=1</script>"#.into()),
        ("deep-arrays", "[".repeat(100_000)),
        ("deep-objects", r#"{"a":"#.repeat(100_000)),
        ("deep-summary", with_fields(&format!(r#","summary":{}"#, "[".repeat(60) + &"]".repeat(60)))),
    ]
}

/// Documents of up to some megabytes.
fn huge_documents() -> Vec<Document> {
    vec![
        ("huge-word", telling("v", &"w".repeat(1_000_000 / 18)).to_string()),
        ("huge-title", with_fields(&format!(r#","byline":"{}""#, "w".repeat(1_000_000)))),
        ("huge-heading", with_fields(&format!(r#","title":"{}""#, "w".repeat(1_000_000)))),
        ("links-outside", with_summary("[x](https://example.org/) ", 50_000)),
        ("links-inside", with_summary("[x](#e) [y](#nobody) ", 25_000)),
        ("huge-dots", with_fields(&format!(r#","summary":"{}a""#, ".".repeat(1_000_000)))),
        ("huge-sentences", with_summary("a.b! c?».d ", 100_000)),
        ("huge-brackets", with_summary("[", 1_000_000)),
        ("huge-asterisks", with_summary("*", 200_000)),
        ("huge-pairs", with_summary("*a", 100_000)),
        ("links-open", with_summary("[x](", 250_000)),
        ("huge-quotes", with_summary(">", 200_000)),
        ("huge-lines", with_summary("- \\n", 250_000)),
        ("huge-backslashes", with_summary("\\\\", 500_000)),
        (
            "huge-tags",
            with_events(&format!(
                r#"{{"id":"e","date":"2025","title":"One","tags":[{}"x"]}}"#,
                (0..100_000).map(|index| format!("\"t{index}\",")).collect::<String>()
            )),
        ),
        ("huge-marks", with_fields(&format!(r#","byline":"Z{}""#, "\u{334}\u{301}".repeat(5_000)))),
        ("huge-key", with_fields(&format!(r#","{}":1"#, "k".repeat(1_000_000)))),
        ("huge-id", with_id(&"i".repeat(100_000))),
        ("huge-address", with_fields(&format!(r#","url":"https://example.org/{}""#, "u".repeat(1_000_000)))),
    ]
}
